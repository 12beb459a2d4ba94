package dev.portolan.aws;

import dev.portolan.Event;
import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Origin;
import org.jspecify.annotations.Nullable;

/** The origin of a record that the Kinesis Producer Library put into another: that one's, with a key of its own. */
final class KplPart implements Origin {

    private final Whole whole;
    private final String partitionKey;

    KplPart(Whole whole, String partitionKey) {
        this.whole = whole;
        this.partitionKey = partitionKey;
    }

    /** The record that holds the parts, which is read once for all of them. */
    static final class Whole {

        private final Origin kinesis;
        // Computed once or twice, with the same outcome.
        private @Nullable StreamRecord read;

        Whole(Origin kinesis) {
            this.kinesis = kinesis;
        }

        private StreamRecord read(Event event, byte[] bytes, int start, int end) {
            StreamRecord known = read;
            if (known == null) {
                known = (StreamRecord) kinesis.typedData(event, bytes, start, end);
                read = known;
            }
            return known;
        }
    }

    @Override
    public String kind() {
        return whole.kinesis.kind();
    }

    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        StreamRecord record = whole.read(event, bytes, start, end);
        byte[] data = event.data();
        return new StreamRecord(
                data == null ? null : Bytes.wrap(data),
                Bytes.utf8(partitionKey),
                record.partition(),
                record.position(),
                record.stream(),
                record.arrivedAt(),
                record.headers());
    }
}
