package dev.portolan.aws;

import dev.portolan.Event;
import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Origin;

/** The origin of a record that the Kinesis Producer Library put into another: that one's, with a key of its own. */
final class KplPart implements Origin {

    private final Origin kinesis;
    private final String partitionKey;

    KplPart(Origin kinesis, String partitionKey) {
        this.kinesis = kinesis;
        this.partitionKey = partitionKey;
    }

    @Override
    public String kind() {
        return kinesis.kind();
    }

    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        StreamRecord record = (StreamRecord) kinesis.typedData(event, bytes, start, end);
        return new StreamRecord(
                record.data(),
                Bytes.utf8(partitionKey),
                record.partition(),
                record.position(),
                record.stream(),
                record.arrivedAt(),
                record.headers());
    }
}
