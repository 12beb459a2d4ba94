package dev.portolan.conformance;

import dev.portolan.Adapter;
import dev.portolan.Delivery;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.PortolanException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.aws.Hop;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.gcp.GcpAdapter;
import dev.portolan.gcp.IdTokens;
import dev.portolan.gcp.TokenKeys;
import dev.portolan.spi.Hops;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** This project's adapters by the names of their providers. */
final class Clouds {

    static final List<String> NAMES = List.of("aws", "gcp", "azure");

    /** Who issues the tokens of the fixtures' project. */
    private static final String ISSUER = "https://securetoken.google.com/proj";

    private Clouds() {}

    /** The provider that {@code --from} names, else all. */
    static List<String> asked(Arguments arguments) {
        return arguments.value("--from") == null ? NAMES : List.of(arguments.choice("--from", NAMES));
    }

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

    /**
     * A payload as the first of these providers reads it whose payload it is.
     *
     * @throws PortolanException if it is nobody's
     * @throws UnsupportedOperationException if no adapter can be set up so
     */
    static Delivery<?> delivery(List<String> providers, byte[] payload, Options options) {
        MalformedPayloadException malformed = null;
        UnsupportedOperationException unsupported = null;
        for (String provider : providers) {
            try {
                Delivery<?> delivery = adapter(provider, options).delivery(payload, Invocation.UNKNOWN);
                if (counts(delivery.kind(), payload, providers.size())) {
                    return delivery;
                }
            } catch (MalformedPayloadException e) {
                malformed = malformed == null ? e : malformed;
            } catch (UnsupportedOperationException e) {
                unsupported = e;
            } catch (UnrecognizedPayloadException e) {
                if (providers.size() == 1) {
                    throw e;
                }
            }
        }
        if (malformed != null) {
            throw malformed;
        }
        throw unsupported != null ? unsupported : new UnrecognizedPayloadException("no provider sends such a payload");
    }

    /**
     * Whether a reading counts: a JSON document, which Google's adapter takes for the body of a request, is one only where no
     * other provider is asked.
     *
     * @param kind what the payload was read as
     * @param asked how many providers are asked
     */
    static boolean counts(@Nullable String kind, byte[] payload, int asked) {
        return asked == 1 || isRequest(payload) || !"gcp:http".equals(kind);
    }

    /** Whose payload a document is that Google's adapter takes for the body of any request; null if nobody's. */
    static @Nullable String otherThanGoogle(byte[] payload) {
        for (String provider : isRequest(payload) ? List.<String>of() : List.of("aws", "azure")) {
            try {
                adapter(provider, Options.NONE).delivery(payload, Invocation.UNKNOWN);
                return provider;
            } catch (PortolanException e) {
                // The next one is asked.
            }
        }
        return null;
    }

    /** JSON begins with a brace or a bracket, a request with its method. */
    static boolean isRequest(byte[] payload) {
        for (byte b : payload) {
            if (b > ' ') {
                return b != '{' && b != '[';
            }
        }
        return false;
    }

    /** What can be opened in the provider's payloads, by the names of {@link Options#open()}. */
    static List<String> hops(String provider) {
        Enum<?>[] hops = switch (provider) {
            case "aws" -> Hop.values();
            case "gcp" -> dev.portolan.gcp.Hop.values();
            case "azure" -> dev.portolan.azure.Hop.values();
            default -> throw new IllegalArgumentException(provider);
        };
        return names(hops);
    }

    private static Adapter<?> aws(Options options) {
        AwsAdapter adapter =
                AwsAdapter.standard().opening(hops(Hop.class, options)).withClientContext(options.context());
        for (String protocol : options.accept()) {
            if (!protocol.equals("invoke")) {
                throw new UnsupportedOperationException("the adapter for aws accepts no " + protocol);
            }
            adapter = adapter.acceptingAnyJson();
        }
        return adapter;
    }

    private static Adapter<?> gcp(Options options) {
        GcpAdapter adapter = GcpAdapter.standard().opening(hops(dev.portolan.gcp.Hop.class, options));
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
        return AzureAdapter.standard().opening(hops(dev.portolan.azure.Hop.class, options));
    }

    private static <H extends Enum<H>> H[] hops(Class<H> hops, Options options) {
        List<String> known = names(hops.getEnumConstants());
        for (String name : options.open()) {
            if (!known.contains(name.strip().toLowerCase(Locale.ROOT))) {
                throw new UnsupportedOperationException(
                        "no envelope that can be opened has the name " + name + ", but " + String.join(", ", known));
            }
        }
        return Hops.named(hops, String.join(",", options.open()));
    }

    private static List<String> names(Enum<?>... hops) {
        return Stream.of(hops).map(hop -> hop.name().toLowerCase(Locale.ROOT)).toList();
    }
}
