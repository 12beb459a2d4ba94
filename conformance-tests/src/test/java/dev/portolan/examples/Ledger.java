package dev.portolan.examples;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A handler that is given what it needs. */
final class Ledger implements EventHandler {

    private final Map<String, Instant> entries = new ConcurrentHashMap<>();
    private final Clock clock;

    Ledger(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void handle(Event event, Invocation invocation) {
        entries.putIfAbsent(event.getSource() + " " + event.getId(), clock.instant());
    }
}
