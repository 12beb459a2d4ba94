package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A request or response that passes CloudFront; without a reply it passes unchanged.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html">Lambda@Edge event structure</a>
 */
final class LambdaEdge extends Call {

    LambdaEdge(JsonNode payload, Invocation invocation) {
        super("aws:cloudfront", invocation, passing(payload));
    }

    /** The request or response that is on its way. */
    private static @Nullable JsonNode passing(JsonNode payload) {
        for (JsonNode record : payload.at("Records")) {
            String type = record.textOrNull("cf", "config", "eventType");
            return record.atOrNull("cf", type != null && type.endsWith("-response") ? "response" : "request");
        }
        return null;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        String eventType = record.text("cf", "config", "eventType");
        // The id is that of the viewer's request, which passes up to four functions.
        event.id(record.text("cf", "config", "requestId") + "." + eventType + origin(record, eventType))
                .source("aws:cloudfront.", record.text("cf", "config", "distributionId"))
                .type("com.amazonaws.cloudfront.", eventType)
                .subject(record.textOrNull("cf", "request", "uri"))
                .dataJson(record);
    }

    /** Where a first origin fails, the function is called again for the second. */
    private static String origin(JsonNode record, String eventType) {
        JsonNode origin = eventType.startsWith("origin-") ? record.atOrNull("cf", "request", "origin") : null;
        String custom = origin == null ? null : origin.textOrNull("custom", "domainName");
        String name = origin == null || custom != null ? custom : origin.textOrNull("s3", "domainName");
        return name == null ? "" : "." + name;
    }
}
