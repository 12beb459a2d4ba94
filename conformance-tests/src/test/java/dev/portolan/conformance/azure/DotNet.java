package dev.portolan.conformance.azure;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portolan.data.Bytes;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values as .NET has them, and how the host's JSON library writes and reads them.
 *
 * <p>A {@link LocalDateTime} stands for a DateTime of unknown kind, an {@link Instant} for one in UTC, an {@link
 * OffsetDateTime} for a DateTimeOffset, {@link #UNPRINTABLE} for a struct of which the library prints nothing.
 */
final class DotNet {

    /** A value that is printed as an empty object, as an ETag is. */
    static final Object UNPRINTABLE = Map.of();

    /** Laxer than the standard: other quotes, bare names, comments, commas at the end. */
    private static final JsonMapper READER = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)?");

    private DotNet() {}

    /** H6: what is sent for a value. */
    static Wire wire(@Nullable Object value) {
        if (value == null) {
            return new Wire.Empty();
        }
        if (value instanceof String text) {
            return new Wire.Text(text);
        }
        if (value instanceof byte[] bytes) {
            return new Wire.Binary(Bytes.copyOf(bytes));
        }
        if (value instanceof String[] texts) {
            List<String> kept = new ArrayList<>(Arrays.asList(texts));
            kept.removeIf(text -> text == null || text.isEmpty());
            return new Wire.Texts(kept);
        }
        if (value instanceof byte[][] parts) {
            List<Bytes> kept = new ArrayList<>();
            for (byte[] part : parts) {
                if (part != null) {
                    kept.add(Bytes.copyOf(part));
                }
            }
            return new Wire.Binaries(kept);
        }
        if (value instanceof long[] numbers) {
            List<Long> longs = new ArrayList<>();
            for (long number : numbers) {
                longs.add(number);
            }
            return new Wire.Longs(longs);
        }
        return value instanceof Double number ? new Wire.Real(number) : new Wire.JsonText(json(value));
    }

    /** A value as JSON text. */
    static String json(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map<?, ?> map) {
            StringBuilder json = new StringBuilder("{");
            map.forEach((name, member) -> json.append(json.length() > 1 ? "," : "")
                    .append(quoted((String) name))
                    .append(':')
                    .append(json(member)));
            return json.append('}').toString();
        }
        if (value instanceof Object[] elements) {
            StringBuilder json = new StringBuilder("[");
            for (Object element : elements) {
                json.append(json.length() > 1 ? "," : "").append(json(element));
            }
            return json.append(']').toString();
        }
        if (value instanceof LocalDateTime time) {
            return quoted(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
        }
        if (value instanceof Instant time) {
            return quoted(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)));
        }
        if (value instanceof OffsetDateTime time) {
            String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
            return quoted(text.endsWith("Z") ? text.substring(0, text.length() - 1) + "+00:00" : text);
        }
        if (value instanceof byte[] bytes) {
            return quoted(Base64.getEncoder().encodeToString(bytes));
        }
        return value instanceof String || value instanceof URI ? quoted(value.toString()) : value.toString();
    }

    private static String quoted(String text) {
        return READER.getNodeFactory().textNode(text).toString();
    }

    /** The object that a text is, read as laxly as the host does; null if it is none. */
    static @Nullable JsonNode objectOrNull(String text) {
        try {
            JsonNode object = READER.readTree(text);
            return object.isObject() ? object : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** H3: what a member of a payload becomes among the metadata; null for what is not taken. */
    static @Nullable Object metadata(JsonNode member) {
        if (member.isNull() || member.isArray()) {
            return null;
        }
        if (member.isObject()) {
            return new RawJson(member.toString());
        }
        if (member.isBoolean()) {
            return member.asBoolean() ? "True" : "False";
        }
        String text = member.asText();
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss").format(time);
        } catch (java.time.format.DateTimeParseException e) {
            return text;
        }
    }

    /** H7: a document after the host's library has read and printed it; what is none stays as it is. */
    static String reprinted(String document, boolean indented) {
        try {
            Object value = READER.treeToValue(dated(READER.readTree(document)), Object.class);
            return (indented ? READER.writerWithDefaultPrettyPrinter() : READER.writer()).writeValueAsString(value);
        } catch (IOException e) {
            return document;
        }
    }

    private static JsonNode dated(JsonNode node) {
        if (node.isTextual()) {
            return READER.getNodeFactory().textNode(dated(node.asText()));
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(dated(member.getValue())));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, dated(array.get(i)));
            }
        }
        return node;
    }

    /** Text that looks like a time becomes one: seven digits at most, none at the end that says nothing. */
    private static String dated(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return text;
        }
        String fraction = time.group(2) == null ? "" : time.group(2);
        String kept = fraction.substring(0, Math.min(8, fraction.length())).replaceAll("\\.?0+$", "");
        String zone = time.group(3) == null ? "" : time.group(3);
        return zone.isEmpty() || zone.equals("Z")
                ? time.group(1) + kept + zone
                : json(OffsetDateTime.parse(time.group(1) + kept + zone).withOffsetSameInstant(ZoneOffset.UTC))
                        .replace("\"", "");
    }

    /** JSON text that is printed as it is. */
    record RawJson(String text) {
        @Override
        public String toString() {
            return text;
        }
    }
}
