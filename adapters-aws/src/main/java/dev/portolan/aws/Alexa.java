package dev.portolan.aws;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A request to an Alexa skill, or a directive to a smart-home skill.
 *
 * @see <a href="https://developer.amazon.com/en-US/docs/alexa/custom-skills/request-and-response-json-reference.html">Custom skills</a>
 * @see <a href="https://developer.amazon.com/en-US/docs/alexa/device-apis/message-guide.html">Smart-home messages</a>
 */
final class Alexa extends Call {

    Alexa(Invocation invocation) {
        super("aws:alexa", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.source("aws:alexa").dataJson(call);
        if (call.atOrNull("request") != null) {
            event.id(call.text("request", "requestId"))
                    .type("com.amazonaws.alexa.", call.text("request", "type"))
                    .time(iso(call.atOrNull("request", "timestamp")));
            return;
        }
        JsonNode header = call.atOrNull("directive") == null ? call.at("header") : call.at("directive", "header");
        event.id(header.text("messageId"))
                .type("com.amazonaws.alexa.", header.text("namespace") + "." + header.text("name"));
    }
}
