package dev.portolan.examples;

import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.StoredObject;
import dev.portolan.gcp.GcpAdapter;
import java.util.List;
import java.util.Map;

/** The Google page's handler: prints what was stored. */
public final class Uploads implements EventHandler {

    @Override
    public void handle(Event event, Invocation invocation) {
        if (event.typedData() instanceof StoredObject object) {
            System.out.println(object.change() + " " + object.bucket() + "/" + object.key());
        }
    }

    static int status(String method, String target, Map<String, List<String>> headers, byte[] body, Invocation logged) {
        Delivery<HttpResponse> delivery = GcpAdapter.standard().delivery(method, target, headers, body);
        return delivery.handle(new Uploads(), logged).status();
    }
}
