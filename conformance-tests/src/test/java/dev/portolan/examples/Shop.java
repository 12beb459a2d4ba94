package dev.portolan.examples;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.HttpHandler;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.RejectedEventException;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.Message;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The handlers' page: takes orders from a queue, and tells of them over HTTP. */
public final class Shop implements EventHandler, HttpHandler {

    public record Order(String number, int pieces) {}

    private final Map<String, Order> orders = new ConcurrentHashMap<>();

    @Override
    public void handle(Event event, Invocation invocation) {
        if (!(event.typedData() instanceof Message message)) {
            throw new RejectedEventException("not a message");
        }
        Order order = order(message);
        if (order == null || order.number() == null) {
            throw new RejectedEventException("an order without a number");
        }
        orders.putIfAbsent(order.number(), order); // it may come twice
    }

    private static @Nullable Order order(Message message) {
        try {
            return message.body().jsonAs(Order.class);
        } catch (MalformedPayloadException e) {
            throw new RejectedEventException("no order: " + e.getMessage()); // would never be one
        }
    }

    @Override
    public HttpResponse handle(HttpRequest request, Invocation invocation) {
        String number = request.queryParameter("number");
        Order order = number == null ? null : orders.get(number);
        return order == null
                ? HttpResponse.status(404)
                : HttpResponse.json("{\"pieces\":" + order.pieces() + "}").header("Cache-Control", "no-store");
    }
}
