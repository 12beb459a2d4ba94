package dev.portolan.conformance.azure;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.RejectedEventException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps every event it is handed; fails as the event's data says. */
final class Recorder implements EventHandler {

    final List<Event> events = new ArrayList<>();

    @Override
    public synchronized void handle(Event event, Invocation invocation) throws Exception {
        events.add(event);
        switch (text(event)) {
            case "fail" -> throw new IllegalStateException("no");
            case "fail checked" -> throw new Exception("no");
            case "fail with an error" -> throw new StackOverflowError("no");
            case "fail twice" -> {
                if (events.size() < 3) {
                    throw new IllegalStateException("not yet");
                }
            }
            case "reject" -> throw new RejectedEventException("never");
            default -> {}
        }
    }

    synchronized List<String> texts() {
        List<String> texts = new ArrayList<>();
        events.forEach(event -> texts.add(text(event)));
        return texts;
    }

    synchronized void clear() {
        events.clear();
    }

    private static String text(Event event) {
        byte[] data = event.data();
        return data == null ? "" : new String(data, StandardCharsets.UTF_8);
    }
}
