package dev.portolan.conformance.simulate;

import dev.portolan.data.DocumentChange;
import dev.portolan.data.Message;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TypedData;
import java.util.List;
import java.util.function.Function;

/**
 * Records that a pipe of EventBridge Pipes carries to a target: an array of what its source sends.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-source.html">Pipes sources</a>
 */
final class Pipes<T extends TypedData> extends Format<T> {

    private final Format<T> origin;
    private final Function<Sent<T>, Doc> written;

    private Pipes(String source, Format<T> origin, Function<Sent<T>, Doc> written) {
        super(source, "aws:pipes", origin.record);
        this.origin = origin;
        this.written = written;
    }

    static Pipes<Message> ofSqs() {
        return new Pipes<>("aws:pipes-sqs", new Sqs(), Sqs::record);
    }

    static Pipes<StreamRecord> ofKinesis() {
        return new Pipes<>("aws:pipes-kinesis", new Kinesis(), Kinesis::flat);
    }

    static Pipes<DocumentChange> ofDynamoDb() {
        return new Pipes<>("aws:pipes-dynamodb", new DynamoDb(), DynamoDb::record);
    }

    @Override
    T told(T data, Seed seed) {
        try {
            return origin.told(data, seed);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    source + String.valueOf(e.getMessage()).substring(origin.source.length()));
        }
    }

    @Override
    byte[] payload(List<Sent<T>> records) {
        return Doc.bytes(Doc.array(records, written));
    }
}
