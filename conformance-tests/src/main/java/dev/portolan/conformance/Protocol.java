package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kit and a subject in another process say to each other, one line of JSON each: docs/conformance.md.
 *
 * <p>{@code {"version":1,"payload":"<base64>","options":{…}}} is answered with a {@link Reading}, with
 * {@code {"unsupported":"<reason>"}}, or with {@code {"failure":"<sentence>"}}.
 */
final class Protocol {

    private static final int VERSION = 1;
    private static final int SHOWN = 200;

    /** One escape, of which a pair of surrogates is one; the group is there for half a pair. */
    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\(?:u[dD][89abAB]\\p{XDigit}{2}\\\\u[dD][c-fC-F]\\p{XDigit}{2}|(u[dD][89a-fA-F]\\p{XDigit}{2})|.)");

    private Protocol() {}

    /** The kit's line, without a line break. */
    static String request(byte[] payload, Options options) {
        ObjectNode request = StrictJson.MAPPER.createObjectNode().put("version", VERSION);
        request.put("payload", Base64.getEncoder().encodeToString(payload));
        ObjectNode json = request.putObject("options");
        put(json, "open", options.open());
        put(json, "accept", options.accept());
        if (options.audience() != null) {
            json.put("audience", options.audience());
        }
        if (options.keys() != null) {
            json.set("keys", StrictJson.read(options.keys().getBytes(StandardCharsets.UTF_8)));
        }
        if (!options.context().isEmpty()) {
            options.context().forEach(json.putObject("context")::put);
        }
        return new String(StrictJson.write(request), StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode json, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = json.putArray(name);
            texts.forEach(array::add);
        }
    }

    /**
     * A subject's answer.
     *
     * @throws UnsupportedOperationException if the subject says that it cannot be set up so
     * @throws SubjectFailedException if it is none of the answers there are
     */
    static Reading reading(String answer) {
        if (answer.isBlank()) {
            throw new SubjectFailedException("the answer is empty.");
        }
        JsonNode json;
        try {
            String readable = answer.contains("\\u") ? withHalvesInHex(answer) : answer;
            json = StrictJson.read(readable.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new SubjectFailedException("the answer is " + e.getMessage() + ": " + shown(answer));
        }
        if (json.path("unsupported").isTextual()) {
            throw new UnsupportedOperationException(json.path("unsupported").asText());
        }
        if (json.path("failure").isTextual()) {
            throw new SubjectFailedException(
                    "the subject failed: " + json.path("failure").asText(), true);
        }
        return reading(json, answer);
    }

    /** A member's name may be half a surrogate pair, which is JSON and which Jackson refuses in names: it stands in hex then. */
    private static String withHalvesInHex(String json) {
        StringBuilder readable = new StringBuilder(json.length());
        int at = 0;
        while (at < json.length()) {
            int end = json.charAt(at) == '"' ? behindText(json, at) : at + 1;
            boolean isName = end > at + 1 && isColonNext(json, end);
            String token = json.substring(at, end);
            readable.append(isName ? inHex(token) : token);
            at = end;
        }
        return readable.toString();
    }

    private static boolean isColonNext(String json, int from) {
        int at = from;
        while (at < json.length() && json.charAt(at) <= ' ') {
            at++;
        }
        return at < json.length() && json.charAt(at) == ':';
    }

    private static int behindText(String json, int start) {
        int at = start + 1;
        while (at < json.length() && json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, json.length());
    }

    private static String inHex(String name) {
        return ESCAPE.matcher(name)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(escape.group(1) == null ? escape.group() : "\\" + escape.group()));
    }

    private static Reading reading(JsonNode json, String answer) {
        for (JsonNode event : json.path("events")) {
            boolean isEvent = event.path("attributes").isObject();
            if (isEvent == event.path("error").isObject()) {
                throw new SubjectFailedException(
                        "an element of events has neither attributes nor an error, or both: " + shown(answer));
            }
            JsonNode data = event.path("data");
            if (!data.isMissingNode()
                    && !data.isTextual()
                    && !data.path("base64").isTextual()) {
                throw new SubjectFailedException("data is neither a text nor an object with base64: " + shown(answer));
            }
        }
        try {
            return Reading.of(json);
        } catch (IllegalArgumentException e) {
            throw new SubjectFailedException(e.getMessage() + ": " + shown(answer));
        }
    }

    private static String shown(String answer) {
        return answer.length() <= SHOWN ? answer : answer.substring(0, SHOWN) + "…";
    }

    /**
     * What a subject in this process answers to a line of the kit.
     *
     * @throws IllegalArgumentException if the line is no request; the message is a sentence without its subject
     */
    static String answer(Subject subject, String line) {
        JsonNode request = StrictJson.read(line.getBytes(StandardCharsets.UTF_8));
        byte[] payload = payload(request);
        ObjectNode answer = StrictJson.MAPPER.createObjectNode();
        JsonNode said;
        try {
            said = subject.read(payload, Options.of(request.path("options"))).document();
        } catch (UnsupportedOperationException e) {
            said = answer.put("unsupported", String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            said = answer.put("failure", SubjectFailedException.describe(e));
        }
        return new String(StrictJson.write(said), StandardCharsets.UTF_8);
    }

    private static byte[] payload(JsonNode request) {
        if (!request.isObject()) {
            throw new IllegalArgumentException("no JSON object");
        }
        JsonNode version = request.path("version");
        if (!version.isInt() || version.asInt() != VERSION) {
            throw new IllegalArgumentException("of version " + (version.isMissingNode() ? "none" : version)
                    + ", and only version " + VERSION + " is understood");
        }
        if (!request.path("payload").isTextual()) {
            throw new IllegalArgumentException("without a payload, which is a text in base64");
        }
        if (request.has("options") && !request.path("options").isObject()) {
            throw new IllegalArgumentException("one whose options are no object");
        }
        try {
            return Base64.getDecoder().decode(request.path("payload").asText());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("one whose payload is not base64", e);
        }
    }

    /** The answer to a line that is no request. */
    static String failure(String sentence) {
        ObjectNode answer = StrictJson.MAPPER.createObjectNode().put("failure", sentence);
        return new String(StrictJson.write(answer), StandardCharsets.UTF_8);
    }
}
