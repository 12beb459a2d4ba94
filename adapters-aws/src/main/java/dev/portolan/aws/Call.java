package dev.portolan.aws;

import dev.portolan.Invocation;
import dev.portolan.spi.Identity;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A call of a service that reads the reply: the payload is the data, the handler's bytes are the reply as they stand.
 */
abstract class Call extends Source<byte[]> {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final String kind;
    private final Invocation invocation;
    private final byte[] unanswered;

    Call(String kind, Invocation invocation) {
        this(kind, invocation, NULL);
    }

    /** @param unanswered what is replied where the handler replies nothing; null for JSON's null */
    Call(String kind, Invocation invocation, @Nullable JsonNode unanswered) {
        this(kind, invocation, unanswered == null ? NULL : unanswered.slice());
    }

    /** @param unanswered what is replied where the handler replies nothing */
    Call(String kind, Invocation invocation, byte[] unanswered) {
        this.kind = kind;
        this.invocation = invocation;
        this.unanswered = unanswered;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Exchange exchange() {
        return Exchange.CALL;
    }

    /** The id of a call that names none. */
    String unidentified(JsonNode call) {
        return Identity.of(invocation, call.bytes());
    }

    @Override
    public byte[] reply(byte[] reply) {
        return reply.length == 0 ? unanswered.clone() : reply;
    }

    /** What the handler threw is the function's error: the caller goes by its class, and shows its message. */
    @Override
    public byte[] answer(Outcomes outcomes) {
        Throwable failure = outcomes.failure(0);
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        AllOrNothing.answer(outcomes);
        return unanswered.clone();
    }
}
