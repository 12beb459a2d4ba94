package dev.portolan.conformance.gcp;

import dev.portolan.Limits;
import dev.portolan.gcp.GcpAdapter;
import dev.portolan.gcp.GoogleFunction;
import dev.portolan.gcp.Hop;
import dev.portolan.gcp.IdTokens;
import dev.portolan.gcp.TokenKeys;
import java.nio.charset.StandardCharsets;

/** A function that accepts what has to be asked for, opens every envelope, and takes no large bodies. */
public final class EverythingFunction extends GoogleFunction {

    static final int MOST_BYTES = 100_000;
    static final String KEYS = "PORTOLAN_TEST_KEYS";
    static final String AUDIENCE = "PORTOLAN_TEST_AUDIENCE";

    public EverythingFunction() {
        super(new Recorder(), adapter(System.getenv(KEYS), System.getenv(AUDIENCE)), null);
    }

    static GcpAdapter adapter(String keys, String audience) {
        IdTokens tokens = IdTokens.of(
                TokenKeys.of(keys.getBytes(StandardCharsets.UTF_8)), "https://securetoken.google.com/proj", audience);
        return GcpAdapter.standard()
                .alsoAccepting("gcp:bigquery", "gcp:callable")
                .acceptingBlockingFunctions(tokens)
                .opening(Hop.values())
                .withLimits(Limits.STANDARD.withPayloadBytes(MOST_BYTES));
    }
}
