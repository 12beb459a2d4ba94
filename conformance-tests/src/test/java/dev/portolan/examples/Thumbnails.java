package dev.portolan.examples;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StoredObject.Change;
import java.util.ArrayList;
import java.util.List;

/** The README's handler. */
public final class Thumbnails implements EventHandler {

    private final List<String> resized = new ArrayList<>();

    @Override
    public void handle(Event event, Invocation invocation) throws Exception {
        if (event.typedData() instanceof StoredObject object && object.change() == Change.CREATED) {
            resize(object.bucket(), object.key());
        }
    }

    private void resize(String bucket, String key) {
        resized.add(bucket + "/" + key);
    }

    List<String> resized() {
        return resized;
    }
}
