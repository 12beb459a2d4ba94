package dev.portolan.aws;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * An action of a CloudWatch alarm that changed its state.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html">Lambda alarm actions</a>
 */
final class Alarm extends Call {

    Alarm(Invocation invocation) {
        super("aws:alarm", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        String alarm = call.text("alarmArn");
        JsonNode state = call.at("alarmData", "state");
        String at = state.textOrNull("timestamp");
        String value = state.textOrNull("value");
        // Of an alarm of several series, each series may call, and the alarm itself.
        String contributor = call.textOrNull("alarmData", "alarmContributor", "id");
        event.id(contributor == null ? Hashes.hash16(alarm, at, value) : Hashes.hash16(alarm, at, value, contributor))
                .source(alarm)
                .type("com.amazonaws.cloudwatch.AlarmAction")
                .time(iso(call.atOrNull("time")))
                .dataJson(call);
    }
}
