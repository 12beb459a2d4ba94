package dev.portolan.conformance.aws;

import dev.portolan.CallHandler;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.HttpHandler;
import dev.portolan.Invocation;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** Handlers as a user writes them, for the functions that {@link LambdaRuntimeTest} starts. */
final class LambdaHandlers {

    private LambdaHandlers() {}

    /** Fails for every body and key with "fail" in it. */
    public static final class Orders implements EventHandler {
        @Override
        public void handle(Event event, Invocation invocation) {
            String what = event.typedData() instanceof Message message
                    ? message.body().utf8()
                    : event.typedData() instanceof StoredObject object ? object.key() : "fail";
            if (what.contains("fail")) {
                throw new IllegalStateException("asked to fail");
            }
        }
    }

    /** Greets and sets a cookie. */
    public static final class Hello implements HttpHandler {
        @Override
        public HttpResponse handle(HttpRequest request, Invocation invocation) {
            return HttpResponse.text("Hello " + request.queryParameter("name")).cookie("seen=1");
        }
    }

    /** Tells which tool was called with what, as a JSON text. */
    public static final class Tool implements CallHandler {
        @Override
        public byte[] handle(Event event, Invocation invocation) {
            String input = new String(event.data(), StandardCharsets.UTF_8).replace('"', '\'');
            return ('"' + event.getSubject() + " " + input + '"').getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Returns only when two invocations are inside at once. */
    public static final class Meeting implements EventHandler {
        private final CyclicBarrier both = new CyclicBarrier(2);

        @Override
        public void handle(Event event, Invocation invocation) throws Exception {
            both.await(20, TimeUnit.SECONDS);
        }
    }

    /** Takes 700 ms an event. */
    public static final class Slow implements EventHandler {
        @Override
        public void handle(Event event, Invocation invocation) throws Exception {
            Thread.sleep(700);
        }
    }
}
