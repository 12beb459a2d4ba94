package dev.portolan.examples;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.HttpHandler;
import dev.portolan.Invocation;
import dev.portolan.RejectedEventException;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a hub of Web PubSub tells of its clients. */
public final class Chat implements EventHandler, HttpHandler {

    private static final String SERVICE = "contoso.webpubsub.azure.com";

    private final List<String> said = new CopyOnWriteArrayList<>();

    @Override
    public void handle(Event event, Invocation invocation) {
        switch (event.getType()) {
            case "azure.webpubsub.sys.connect" -> {
                if (event.getExtension("userid") == null) {
                    throw new RejectedEventException("a client without a name"); // 400: it may not connect
                }
            }
            case "azure.webpubsub.user.message" -> said.add(new String(event.data(), StandardCharsets.UTF_8));
            default -> {} // connected, disconnected
        }
    }

    @Override
    public HttpResponse handle(HttpRequest request, Invocation invocation) {
        return request.method().equals("OPTIONS") && SERVICE.equals(request.header("webhook-request-origin"))
                ? HttpResponse.status(200).header("WebHook-Allowed-Origin", SERVICE)
                : HttpResponse.status(404);
    }

    List<String> said() {
        return said;
    }
}
