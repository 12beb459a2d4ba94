package dev.portolan.conformance;

import dev.portolan.Adapter;
import dev.portolan.gcp.GcpAdapter;
import dev.portolan.gcp.IdTokens;
import dev.portolan.gcp.TokenKeys;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

final class GcpConformanceTest extends AdapterConformance {

    private static final String ISSUER = "https://securetoken.google.com/proj";

    GcpConformanceTest() {
        super("gcp");
    }

    @Override
    protected Adapter<?> adapter(Options options) {
        GcpAdapter adapter = GcpAdapter.standard();
        for (String hop : options.open()) {
            adapter = hop.equals("storage") ? adapter.openingStorageNotifications() : adapter.openingCloudEvents();
        }
        for (String protocol : options.accept()) {
            adapter = protocol.equals("auth-blocking")
                    ? adapter.acceptingBlockingFunctions(tokens(options))
                    : adapter.alsoAccepting("gcp:" + protocol);
        }
        return adapter;
    }

    private static IdTokens tokens(Options options) {
        byte[] keys = Objects.requireNonNull(options.keys()).getBytes(StandardCharsets.UTF_8);
        return IdTokens.of(TokenKeys.of(keys), ISSUER, Objects.requireNonNull(options.audience()));
    }
}
