package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Identity;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Time;
import dev.portolan.spi.Times;
import org.jspecify.annotations.Nullable;

/**
 * A schedule that fired. {@code Next} is the occurrence that is firing now.
 *
 * <p>A run on start-up carries the same {@code Next} as the regular one that follows, but another {@code Last}: both make
 * the id. Intervals under a minute have no status and so no identity.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer">Timer trigger</a>
 */
final class Timer extends Trigger {

    private final @Nullable String function;
    private final @Nullable String schedule;
    private final String source;
    private final Invocation invocation;

    Timer(Bindings binding, @Nullable String function, Invocation invocation) {
        this.function = function;
        this.invocation = invocation;
        String host = binding.textOrNull("hostname");
        schedule = binding.textOrNull("schedule");
        source = binding.source(Sources.of("//", host == null ? null : host + "/functions", "/timers", function));
    }

    @Override
    public String kind() {
        return "azure:timer";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        event.id(id(record))
                .source(source)
                .type("com.microsoft.azure.functions.TimerFired")
                .subject(function)
                .time(next(record))
                .dataJson(record);
    }

    private String id(JsonNode record) {
        Time next = next(record);
        Time last = Times.iso(record.atOrNull("ScheduleStatus", "Last"));
        return next == null || last == null
                ? Identity.of(invocation, record.slice())
                : Stamps.utc(next) + "/" + Stamps.utc(last);
    }

    private static @Nullable Time next(JsonNode record) {
        return Stamps.iso(record.atOrNull("ScheduleStatus", "Next"));
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        return new TimerFired(schedule, Numbers.instantOrNull(next(record)), late(record.atOrNull("IsPastDue")));
    }

    private static @Nullable Boolean late(@Nullable JsonNode pastDue) {
        if (pastDue == null || !pastDue.isBoolean()) {
            return null;
        }
        return pastDue.isTrue();
    }
}
