package dev.portolan.conformance;

import dev.portolan.Adapter;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.aws.Hop;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.gcp.GcpAdapter;
import dev.portolan.gcp.IdTokens;
import dev.portolan.gcp.TokenKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** This project's adapters by the names of their providers. */
final class Clouds {

    static final List<String> NAMES = List.of("aws", "gcp", "azure");

    /** Who issues the tokens of the fixtures' project. */
    private static final String ISSUER = "https://securetoken.google.com/proj";

    private Clouds() {}

    /**
     * The provider's adapter.
     *
     * @param provider one of {@link #NAMES}
     * @throws UnsupportedOperationException if the adapter cannot be set up so
     */
    static Adapter<?> adapter(String provider, Options options) {
        return switch (provider) {
            case "aws" -> aws(options);
            case "gcp" -> gcp(options);
            case "azure" -> azure(options);
            default -> throw new IllegalArgumentException(provider);
        };
    }

    private static Adapter<?> aws(Options options) {
        AwsAdapter adapter = AwsAdapter.standard();
        for (String hop : options.open()) {
            adapter = adapter.opening(Hop.named(hop));
        }
        for (String protocol : options.accept()) {
            if (!protocol.equals("invoke")) {
                throw new UnsupportedOperationException("the adapter for aws accepts no " + protocol);
            }
            adapter = adapter.acceptingAnyJson();
        }
        return adapter;
    }

    private static Adapter<?> gcp(Options options) {
        GcpAdapter adapter = GcpAdapter.standard();
        for (String hop : options.open()) {
            adapter = switch (hop) {
                case "storage" -> adapter.opening(dev.portolan.gcp.Hop.STORAGE);
                case "cloudevents" -> adapter.opening(dev.portolan.gcp.Hop.CLOUDEVENTS);
                default -> throw new UnsupportedOperationException("the adapter for gcp opens no " + hop);
            };
        }
        for (String protocol : options.accept()) {
            adapter = switch (protocol) {
                case "auth-blocking" -> adapter.acceptingBlockingFunctions(tokens(options));
                case "bigquery", "callable" -> adapter.alsoAccepting("gcp:" + protocol);
                default -> throw new UnsupportedOperationException("the adapter for gcp accepts no " + protocol);
            };
        }
        return adapter;
    }

    private static IdTokens tokens(Options options) {
        if (options.keys() == null || options.audience() == null) {
            throw new UnsupportedOperationException("calls of blocking functions need keys and an audience");
        }
        return IdTokens.of(TokenKeys.of(options.keys().getBytes(StandardCharsets.UTF_8)), ISSUER, options.audience());
    }

    private static Adapter<?> azure(Options options) {
        if (!options.accept().isEmpty()) {
            throw new UnsupportedOperationException("the adapter for azure has nothing to accept");
        }
        AzureAdapter adapter = AzureAdapter.standard();
        for (String hop : options.open()) {
            adapter = switch (hop) {
                case "eventgrid" -> adapter.openingEventGrid();
                case "cloudevents" -> adapter.openingCloudEvents();
                default -> throw new UnsupportedOperationException("the adapter for azure opens no " + hop);
            };
        }
        return adapter;
    }
}
