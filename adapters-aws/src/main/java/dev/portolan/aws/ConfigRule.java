package dev.portolan.aws;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;

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
        JsonNode text = call.at("invokingEvent");
        try (Json json = Json.read(text.utf8())) {
            JsonNode invokingEvent = json.root();
            event.id(Hashes.hash16(text.string()))
                    .source(call.text("configRuleArn"))
                    .type("com.amazonaws.config.", invokingEvent.text("messageType"))
                    .subject(invokingEvent.textOrNull("configurationItem", "resourceId"))
                    .time(iso(invokingEvent.atOrNull("notificationCreationTime")))
                    .dataJson(call);
        } catch (MalformedPayloadException e) {
            throw e.within("invokingEvent");
        }
    }
}
