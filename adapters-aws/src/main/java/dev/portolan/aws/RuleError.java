package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A message of AWS IoT for which an action of a rule failed, or a batch of them, which has no identity.
 *
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html">Error actions</a>
 */
final class RuleError extends Call {

    RuleError(Invocation invocation) {
        super("aws:iot-rule-error", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        String rule = call.text("ruleName");
        String message = call.textOrNull("cloudwatchTraceId");
        event.id(message == null ? unidentified(call) : message + "." + rule)
                .source("aws:iot.", rule)
                .type("com.amazonaws.iot.RuleError")
                .subject(call.textOrNull("topic"))
                .dataJson(call);
    }
}
