package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** A payload as a provider sends it, and the events it stands for. */
public final class Fixture {

    private final String name;
    private final boolean http;
    private final byte[] payload;
    private final JsonNode expected;
    private final Facts facts;

    /**
     * @param name provider, source and what is proved, such as {@code aws/sqs/fifo-message-carries-its-group}
     * @param http whether the payload is a raw HTTP/1.1 request
     * @param payload the payload's exact bytes
     * @param expected the document of {@code <name>.expected.json}
     * @param facts what is known of the source
     */
    Fixture(String name, boolean http, byte[] payload, JsonNode expected, Facts facts) {
        this.name = name;
        this.http = http;
        this.payload = payload;
        this.expected = expected;
        this.facts = facts;
    }

    /** Provider, source and what is proved, such as {@code aws/sqs/fifo-message-carries-its-group}. */
    public String name() {
        return name;
    }

    /** {@code aws}, {@code gcp} or {@code azure}. */
    public String provider() {
        return name.substring(0, name.indexOf('/'));
    }

    /** The folder the fixture is in, such as {@code aws/sqs}. */
    public String source() {
        return name.substring(0, name.lastIndexOf('/'));
    }

    /** Whether the payload is a raw HTTP/1.1 request; else it is a document. */
    public boolean isHttp() {
        return http;
    }

    /** The payload's exact bytes, in a fresh array. */
    public byte[] payload() {
        return payload.clone();
    }

    /** What the fixture proves, a sentence. */
    public String proves() {
        return expected.path("proves").asText();
    }

    /** The page that the payload's shape comes from. */
    public String documentation() {
        return expected.path("documentation").asText();
    }

    /** How the adapter must be set up. */
    public Options options() {
        return Options.of(expected.path("options"));
    }

    /** What is known of the source. */
    Facts facts() {
        return facts;
    }

    /** What the payload must be read as. */
    Reading expected() {
        ObjectNode reading = StrictJson.MAPPER.createObjectNode();
        expected.properties().forEach(member -> {
            if (Reading.MEMBERS.contains(member.getKey())) {
                reading.set(member.getKey(), member.getValue().deepCopy());
            }
        });
        for (JsonNode event : reading.path("events")) {
            JsonNode pointer = event.path("data").get("pointer");
            if (pointer != null) {
                ((ObjectNode) event).set("data", TypedJson.bytes(StrictJson.slice(document(), pointer.asText())));
            }
        }
        return Reading.of(reading);
    }

    /** The JSON document that pointers point into: a request's body, else the payload. */
    private byte[] document() {
        if (!http) {
            return payload;
        }
        for (int i = 0; i + 4 <= payload.length; i++) {
            if (payload[i] == '\r' && payload[i + 1] == '\n' && payload[i + 2] == '\r' && payload[i + 3] == '\n') {
                return Arrays.copyOfRange(payload, i + 4, payload.length);
            }
        }
        throw new IllegalArgumentException(name + ": the request has no blank line");
    }

    @Override
    public String toString() {
        return name;
    }
}
