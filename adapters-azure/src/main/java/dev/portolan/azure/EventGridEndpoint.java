package dev.portolan.azure;

import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Uris;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP endpoint that Event Grid may deliver to: answers both handshakes and lets only events of known topics in.
 *
 * <p>It never fetches an address that a request names. Anyone can send what looks like Event Grid: authenticate requests by
 * a function key, or by {@link #authenticatedBy}.
 *
 * @see <a href="https://learn.microsoft.com/azure/event-grid/handler-webhooks">Webhooks as event handlers</a>
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md#4-abuse-protection">Abuse
 *     protection</a>
 */
public final class EventGridEndpoint {

    private static final int LONGEST_CODE = 512;

    /** As the events' sources have them. */
    private final List<String> topics;

    private final List<String> origins;
    private final @Nullable Predicate<HttpRequest> authentication;

    private EventGridEndpoint(
            List<String> topics, List<String> origins, @Nullable Predicate<HttpRequest> authentication) {
        this.topics = topics;
        this.origins = origins;
        this.authentication = authentication;
    }

    /** An endpoint for events of these topics: resource ids, or a CloudEvent's source; compared whatever their case. */
    public static EventGridEndpoint forTopics(String... topics) {
        if (topics.length == 0) {
            throw new IllegalArgumentException("an endpoint accepts at least one topic");
        }
        List<String> sources = new ArrayList<>(topics.length);
        for (String topic : topics) {
            sources.add(Uris.encodeReference(topic));
        }
        return new EventGridEndpoint(sources, List.of("eventgrid.azure.net"), null);
    }

    /** The same endpoint, allowing these origins instead of {@code eventgrid.azure.net}. */
    public EventGridEndpoint forOrigins(String... origins) {
        return new EventGridEndpoint(topics, List.copyOf(Arrays.asList(origins)), authentication);
    }

    /** The same endpoint, answering 401 to every request, handshakes included, that this does not accept. */
    public EventGridEndpoint authenticatedBy(Predicate<HttpRequest> authentication) {
        return new EventGridEndpoint(topics, origins, authentication);
    }

    /**
     * The answer to a handshake, or to what must not come in; null for a request whose events are to be read.
     *
     * @throws MalformedPayloadException if a validation is not what Event Grid sends
     */
    @Nullable
    HttpResponse answerOrNull(HttpRequest request) {
        if (authentication != null && !authentication.test(request)) {
            return HttpResponse.status(401);
        }
        String origin = request.header("webhook-request-origin");
        if (request.method().equals("OPTIONS") && origin != null) {
            return options(origin, request.header("webhook-request-rate"));
        }
        return "SubscriptionValidation".equals(request.header("aeg-event-type")) ? validation(request) : null;
    }

    private HttpResponse options(String origin, @Nullable String rate) {
        if (!origins.contains(origin)) {
            return HttpResponse.status(405);
        }
        HttpResponse allowed =
                HttpResponse.status(200).header("allow", "POST").header("webhook-allowed-origin", origin);
        return rate == null ? allowed : allowed.header("webhook-allowed-rate", isNumber(rate) ? rate : "*");
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() < 10;
    }

    private HttpResponse validation(HttpRequest request) {
        byte[] body = request.body() == null ? new byte[0] : request.body().toArray();
        try (Json json = Json.read(body)) {
            JsonNode event = only(json.root());
            String topic = event.textOrNull("topic");
            topic = topic == null ? event.text("source") : topic;
            if (!isKnown(topic)) {
                return HttpResponse.status(403);
            }
            JsonNode data = event.at("data");
            return data.isString() ? doublyEncoded(data) : response(data.text("validationCode"));
        }
    }

    private static JsonNode only(JsonNode root) {
        if (!root.isArray()) {
            return root;
        }
        JsonNode only = null;
        for (JsonNode event : root) {
            if (only != null) {
                throw root.malformed("expected one validation event, found more");
            }
            only = event;
        }
        if (only == null) {
            throw root.malformed("expected one validation event, found none");
        }
        return only;
    }

    private static HttpResponse doublyEncoded(JsonNode data) {
        byte[] text = data.utf8();
        try (Json json = Json.read(text)) {
            return response(json.root().text("validationCode"));
        } catch (MalformedPayloadException e) {
            throw e.within("data");
        }
    }

    /** The code is a stranger's text: short, printable and escaped it does no harm. */
    private static HttpResponse response(String code) {
        for (int i = 0; i < code.length(); i++) {
            if (code.charAt(i) < ' ' || code.charAt(i) > '~') {
                return HttpResponse.status(400);
            }
        }
        if (code.length() > LONGEST_CODE) {
            return HttpResponse.status(400);
        }
        byte[] json = new JsonWriter(64)
                .beginObject()
                .name("validationResponse")
                .text(code)
                .endObject()
                .toBytes();
        return HttpResponse.status(200).body("application/json", json);
    }

    private boolean isKnown(String topic) {
        String source = Uris.encodeReference(topic);
        for (String known : topics) {
            if (known.equalsIgnoreCase(source)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an event is of a known topic. */
    boolean admits(Event event) {
        return isKnown(event.getSource().toString());
    }

    /** Whether something of a delivery may come in: not if it has events, and all of them are of unknown topics. */
    boolean admitsAny(Delivery<?> delivery) {
        for (int item = 0; item < delivery.size(); item++) {
            if (admitsAny(delivery, item)) {
                return true;
            }
        }
        return delivery.size() == 0;
    }

    private boolean admitsAny(Delivery<?> delivery, int item) {
        try {
            for (Event event : delivery.events(item)) {
                if (admits(event)) {
                    return true;
                }
            }
            return false;
        } catch (MalformedPayloadException e) {
            // It fails by itself when the delivery is handled.
            return true;
        }
    }
}
