package dev.portolan.examples;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.RejectedEventException;
import java.util.ArrayList;
import java.util.List;

/** Notes every event, and rejects one whose data is {@code fail}. */
public final class Audit implements EventHandler {

    private static final List<String> SOURCES = new ArrayList<>();

    @Override
    public void handle(Event event, Invocation invocation) {
        byte[] data = event.data();
        if (data != null && data.length == 4 && data[0] == 'f') {
            throw new RejectedEventException("this event never can be done");
        }
        SOURCES.add(event.getSource().toString());
    }

    /** Where the events came from, once. */
    public static List<String> sources() {
        List<String> sources = List.copyOf(SOURCES);
        SOURCES.clear();
        return sources;
    }
}
