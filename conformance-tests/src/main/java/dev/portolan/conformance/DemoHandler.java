package dev.portolan.conformance;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.HttpHandler;
import dev.portolan.Invocation;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import java.util.ArrayList;
import java.util.List;

/** The handler of the demo: no line of it knows a cloud. */
final class DemoHandler implements EventHandler, HttpHandler {

    private final List<String> deeds = new ArrayList<>();

    @Override
    public void handle(Event event, Invocation invocation) {
        TypedData data = event.typedData();
        if (data instanceof StoredObject object) {
            deeds.add("made a thumbnail of " + object.key() + " in " + object.bucket());
        } else if (data instanceof Message message) {
            deeds.add("worked off “" + message.body().utf8() + "” from " + message.queue());
        } else if (data instanceof StreamRecord entry) {
            deeds.add("counted record " + entry.position() + " of " + entry.stream());
        } else if (data instanceof DocumentChange change) {
            deeds.add("indexed " + change.operation() + " of " + change.keys() + " in " + change.table());
        } else if (data instanceof TimerFired timer) {
            deeds.add("cleaned up, as " + timer.schedule() + " says for " + timer.scheduledFor());
        }
    }

    @Override
    public HttpResponse handle(HttpRequest request, Invocation invocation) {
        deeds.add("answered " + request.method() + " " + request.path());
        return HttpResponse.text("Hello");
    }

    /** What was done, in order. */
    List<String> deeds() {
        return deeds;
    }
}
