package dev.portolan.aws;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import org.jspecify.annotations.Nullable;

/**
 * A schedule fired: a rule of EventBridge or a schedule of EventBridge Scheduler.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html">Scheduled rules</a>
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html">Scheduler
 *     targets</a>
 */
final class Schedule extends Source<byte[]> {

    @Override
    public String kind() {
        return "aws:schedule";
    }

    @Override
    public void map(JsonNode payload, Draft event) {
        String source = payload.text("source");
        event.id(payload.text("id"))
                .source(source)
                .type(EventBridge.serviceType(source, payload.text("detail-type")))
                .subject(EventBridge.firstResource(payload))
                .time(iso(payload.atOrNull("time")))
                .extension("account", payload.textOrNull("account"))
                .extension("region", payload.textOrNull("region"));
        EventBridge.detail(payload, event);
    }

    @Override
    public TypedData typedData(JsonNode payload, Event event) {
        return new TimerFired(
                name(EventBridge.firstResource(payload)), Numbers.instantOrNull(iso(payload.atOrNull("time"))), null);
    }

    /** Of {@code …:rule/<name>} or {@code …:schedule/<group>/<name>}; null for another resource. */
    private static @Nullable String name(@Nullable String arn) {
        if (arn == null) {
            return null;
        }
        int rule = arn.indexOf(":rule/");
        if (rule >= 0) {
            return arn.substring(rule + ":rule/".length());
        }
        int schedule = arn.indexOf(":schedule/");
        int group = schedule < 0 ? -1 : arn.indexOf('/', schedule + ":schedule/".length());
        return group < 0 ? null : arn.substring(group + 1);
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return AllOrNothing.answer(outcomes);
    }
}
