package dev.portolan.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portolan.Adapter;
import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import io.cloudevents.CloudEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An adapter in this process; what it hands out is written down attribute by attribute. */
final class AdapterSubject implements Subject {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Function<Options, Adapter<?>> adapter;
    private final List<String> arguments;
    private final Map<List<String>, Subject> started = new ConcurrentHashMap<>();

    /** @param arguments what makes {@link Answer} find the adapter in another JVM; empty if nothing does */
    AdapterSubject(Function<Options, Adapter<?>> adapter, List<String> arguments) {
        this.adapter = adapter;
        this.arguments = arguments;
    }

    @Override
    public @Nullable Subject inJvm(List<String> jvmOptions) {
        return arguments.isEmpty() ? null : started.computeIfAbsent(jvmOptions, this::start);
    }

    private Subject start(List<String> jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Portolan.class.getName(), "answer"));
        command.addAll(arguments);
        return new ForeignSubject(new ProcessSubject(command, TIMEOUT));
    }

    @Override
    public void close() {
        started.values().forEach(Subject::close);
    }

    @Override
    public Reading read(byte[] payload, Options options) {
        ObjectNode reading = StrictJson.MAPPER.createObjectNode();
        try {
            Delivery<?> delivery = adapter.apply(options).delivery(payload, Invocation.UNKNOWN);
            reading.put("kind", delivery.kind());
            ArrayNode events = reading.putArray("events");
            ArrayNode shown = reading.putArray(Reading.SHOWN);
            for (int item = 0; item < delivery.size(); item++) {
                addItem(events, shown, delivery, item);
            }
        } catch (MalformedPayloadException e) {
            reading.removeAll();
            if (e.kind() != null) {
                reading.put("kind", e.kind());
            }
            reading.set("error", malformed(e));
        } catch (UnrecognizedPayloadException e) {
            reading.set("error", error("unrecognized", e));
        }
        return Reading.of(reading);
    }

    private static void addItem(ArrayNode events, ArrayNode shown, Delivery<?> delivery, int item) {
        try {
            for (Event event : delivery.events(item)) {
                ObjectNode json = json(event);
                shown.add(event.toString()).add(String.valueOf(event.getData()));
                if (!json.path("typed").has("error")) {
                    shown.add(event.typedData().toString());
                }
                events.add(json);
            }
        } catch (MalformedPayloadException e) {
            events.addObject().set("error", malformed(e));
        }
    }

    private static ObjectNode malformed(MalformedPayloadException e) {
        ObjectNode error = error("malformed", e);
        return e.path().isEmpty() ? error : error.put("path", e.path());
    }

    private static ObjectNode error(String kind, RuntimeException e) {
        return StrictJson.MAPPER.createObjectNode().put("kind", kind).put("message", e.getMessage());
    }

    private static ObjectNode json(Event event) {
        ObjectNode json = StrictJson.MAPPER.createObjectNode();
        json.set("attributes", attributes(event));
        byte[] data = event.data();
        if (data != null) {
            json.set("data", TypedJson.bytes(data));
        }
        json.set("typed", typed(event));
        return json;
    }

    /** A part of the payload that only typed data reads may be malformed though the event is not. */
    private static ObjectNode typed(Event event) {
        try {
            return TypedJson.of(event.typedData());
        } catch (MalformedPayloadException e) {
            return StrictJson.MAPPER.createObjectNode().set("error", malformed(e));
        }
    }

    private static ObjectNode attributes(CloudEvent event) {
        ObjectNode attributes = StrictJson.MAPPER.createObjectNode();
        for (String name : event.getAttributeNames()) {
            put(attributes, name, event.getAttribute(name));
        }
        for (String name : event.getExtensionNames()) {
            put(attributes, name, event.getExtension(name));
        }
        return attributes;
    }

    private static void put(ObjectNode attributes, String name, @Nullable Object value) {
        if (value instanceof Boolean truth) {
            attributes.put(name, truth);
        } else if (value instanceof Integer number) {
            attributes.put(name, number);
        } else if (value instanceof OffsetDateTime time) {
            attributes.set(name, TypedJson.time(time));
        } else if (value != null) {
            attributes.put(name, value.toString());
        }
    }
}
