package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A field that AppSync wants resolved, as it says so itself or as Amplify does, a batch of them, or an operation on a channel
 * of an Event API.
 *
 * @see <a href="https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference.html">Resolver context</a>
 * @see <a href="https://docs.aws.amazon.com/appsync/latest/eventapi/runtime-context-reference.html">Event API context</a>
 * @see <a href="https://docs.amplify.aws/cli/graphql/custom-business-logic/">Amplify's resolvers</a>
 */
final class AppSync extends Call {

    AppSync(Invocation invocation) {
        super("aws:appsync", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        String operation = call.atOrNull("info", "channelNamespace") == null ? null : call.text("info", "operation");
        event.id(unidentified(call))
                .source("aws:appsync")
                .type("com.amazonaws.appsync.", operation == null ? "Resolver" : operation)
                .subject(operation == null ? field(call) : call.textOrNull("info", "channel", "path"))
                .dataJson(call);
    }

    /** {@code Query.getOrder}; null unless all calls of a batch are for the same field. */
    private static @Nullable String field(JsonNode call) {
        if (!call.isArray()) {
            boolean isOfAmplify = call.atOrNull("info", "fieldName") == null;
            String type = isOfAmplify ? call.text("typeName") : call.textOrNull("info", "parentTypeName");
            String field = isOfAmplify ? call.text("fieldName") : call.text("info", "fieldName");
            return type == null ? null : type + "." + field;
        }
        String all = null;
        for (JsonNode one : call) {
            String field = field(one);
            if (all != null && !all.equals(field)) {
                return null;
            }
            all = field;
        }
        return all;
    }
}
