package dev.portolan.conformance.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TypedData;
import dev.portolan.gcp.GcpAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a producer sent, bound to a class, whatever document carries it. */
class BoundDataTest {

    private static final String JSON = "{\"number\":\"o-1\",\"pieces\":3}";

    record Order(String number, int pieces) {}

    static List<String> sources() {
        List<String> sources = new ArrayList<>(Simulate.sources(Message.class));
        sources.addAll(Simulate.sources(StreamRecord.class));
        return sources;
    }

    @ParameterizedTest
    @MethodSource("sources")
    void what_a_producer_sent_is_bound_alike_from_every_source(String source) {
        boolean isMessage = Simulate.sources(Message.class).contains(source);
        byte[] payload = (isMessage ? Simulate.message(JSON) : Simulate.streamRecord(JSON)).forSource(source);

        TypedData data = event(source, payload).typedData();
        Bytes sent = data instanceof Message message ? message.body() : ((StreamRecord) data).data();
        assertEquals(new Order("o-1", 3), Objects.requireNonNull(sent).jsonAs(Order.class));
    }

    private static Event event(String source, byte[] payload) {
        return switch (source.substring(0, source.indexOf(':'))) {
            case "aws" -> AwsAdapter.read(payload).events().get(0);
            case "gcp" ->
                GcpAdapter.standard()
                        .delivery(payload, Invocation.UNKNOWN)
                        .events()
                        .get(0);
            default -> AzureAdapter.read(payload).events().get(0);
        };
    }
}
