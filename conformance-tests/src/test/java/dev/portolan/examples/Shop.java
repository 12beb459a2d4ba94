package dev.portolan.examples;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.HttpHandler;
import dev.portolan.Invocation;
import dev.portolan.RejectedEventException;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.Message;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The handlers' page: takes orders from a queue, and tells of them over HTTP. */
public final class Shop implements EventHandler, HttpHandler {

    public record Order(String number, int pieces) {}

    private final Map<String, Order> orders = new ConcurrentHashMap<>();

    @Override
    public void handle(Event event, Invocation invocation) {
        if (!(event.typedData() instanceof Message message)) {
            throw new RejectedEventException("not a message");
        }
        Order order = message.body().jsonAs(Order.class);
        if (order == null || order.number() == null) {
            throw new RejectedEventException("an order without a number");
        }
        orders.putIfAbsent(order.number(), order); // it may come twice
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
