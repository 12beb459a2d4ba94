package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a payload was read as, in the language-neutral form of the fixtures.
 *
 * <p>Either {@code {"kind":…,"events":[…]}}, each event with {@code attributes}, {@code data} and {@code typed} or with an
 * {@code error} of its own; or {@code {"error":{"kind":"malformed"|"unrecognized","path":…}}} for a payload that was refused.
 */
public final class Reading {

    static final Set<String> MEMBERS = Set.of("kind", "events", "error");

    private static final Set<String> ERRORS = Set.of("malformed", "unrecognized");

    /** How a reader in Java describes the objects it hands out. */
    static final String SHOWN = "shown";

    private final JsonNode document;

    private Reading(JsonNode document) {
        this.document = document;
    }

    /**
     * A reading from its document.
     *
     * @throws IllegalArgumentException if the document has another form
     */
    public static Reading of(JsonNode document) {
        boolean hasEvents = document.path("events").isArray();
        if (hasEvents == isError(document.path("error"))) {
            throw new IllegalArgumentException(
                    "expected is either an array of events or an error whose kind is malformed or unrecognized");
        }
        for (JsonNode event : document.path("events")) {
            if (event.has("error") && !isError(event.path("error"))) {
                throw new IllegalArgumentException(
                        "the kind of an event's error is neither malformed nor unrecognized");
            }
        }
        return new Reading(document);
    }

    /** Whether it is an error of one of the two kinds there are. */
    private static boolean isError(JsonNode error) {
        return ERRORS.contains(error.path("kind").asText());
    }

    /** The source that was recognised, such as {@code aws:sqs}; null if the reader does not tell. */
    public @Nullable String kind() {
        return document.path("kind").asText(null);
    }

    /** Whether the payload was refused as a whole. */
    public boolean isRefusal() {
        return document.has("error");
    }

    /** The refusal, {@code {"kind":…,"path":…}}; missing if there is none. */
    public JsonNode refusal() {
        return document.path("error");
    }

    /** The events, and the errors of items that fail alone. */
    public List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        document.path("events").forEach(events::add);
        return events;
    }

    /** The attributes of the events that could be read; none of no reading. */
    static List<JsonNode> attributesOf(@Nullable Reading reading) {
        List<JsonNode> attributes = new ArrayList<>();
        if (reading != null) {
            for (JsonNode event : reading.document.path("events")) {
                if (event.has("attributes")) {
                    attributes.add(event.get("attributes"));
                }
            }
        }
        return attributes;
    }

    /** Every text in which the reader speaks of the payload: messages and paths of errors, descriptions of objects. */
    List<String> messages() {
        List<String> messages = new ArrayList<>();
        addMessages(document.path("error"), messages);
        for (JsonNode event : document.path("events")) {
            addMessages(event.path("error"), messages);
            addMessages(event.path("typed").path("error"), messages);
        }
        document.path(SHOWN).forEach(text -> messages.add(text.asText()));
        return messages;
    }

    private static void addMessages(JsonNode error, List<String> messages) {
        for (String name : List.of("message", "path")) {
            messages.add(error.path(name).asText());
        }
    }

    /** The events and errors without the words that describe them. */
    List<JsonNode> bareEvents() {
        List<JsonNode> events = new ArrayList<>();
        for (JsonNode event : document.path("events")) {
            events.add(withoutMessages(event));
        }
        return events;
    }

    private static JsonNode withoutMessages(JsonNode event) {
        JsonNode bare = event.deepCopy();
        for (JsonNode error : bare.findValues("error")) {
            if (error instanceof ObjectNode object) {
                object.remove("message");
            }
        }
        return bare;
    }

    /** The whole document. */
    JsonNode document() {
        return document;
    }

    @Override
    public String toString() {
        return document.toPrettyString();
    }
}
