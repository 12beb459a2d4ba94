package dev.portolan.aws;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation that AWS Config wants: what happened stands in a JSON text of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_example-events.html">Events for rules</a>
 */
final class ConfigRule extends Call {

    ConfigRule(Invocation invocation) {
        super("aws:config", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.source(call.text("configRuleArn")).dataJson(call);
        JsonNode text = call.at("invokingEvent");
        try (Json json = Json.read(text.utf8())) {
            JsonNode invokingEvent = json.root();
            event.id(Hashes.hash16(text.string()))
                    .type("com.amazonaws.config.", invokingEvent.text("messageType"))
                    .subject(resource(invokingEvent))
                    .time(iso(invokingEvent.atOrNull("notificationCreationTime")));
        } catch (MalformedPayloadException e) {
            throw e.within("invokingEvent");
        }
    }

    /** Of a configuration item, or of its summary where it is too large to send. */
    private static @Nullable String resource(JsonNode invokingEvent) {
        String resource = invokingEvent.textOrNull("configurationItem", "resourceId");
        return resource == null ? invokingEvent.textOrNull("configurationItemSummary", "resourceId") : resource;
    }
}
