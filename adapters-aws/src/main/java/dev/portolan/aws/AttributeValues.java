package dev.portolan.aws;

import dev.portolan.spi.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB's typed attribute values as plain JSON.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
final class AttributeValues {

    /** DynamoDB nests 32 levels; a document that goes deeper is not its own and must not exhaust the stack. */
    private static final int DEEPEST = 100;

    private AttributeValues() {}

    /** The attributes of an image by name; null for none. */
    static @Nullable Map<String, @Nullable Object> mapOrNull(@Nullable JsonNode image) {
        return image == null ? null : map(image, DEEPEST);
    }

    private static Map<String, @Nullable Object> map(JsonNode attributes, int deeper) {
        requireObject(attributes);
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (JsonNode attribute : attributes) {
            plain.put(attribute.name(), plain(attribute, deeper));
        }
        return Collections.unmodifiableMap(plain);
    }

    private static @Nullable Object plain(JsonNode attribute, int deeper) {
        if (deeper == 0) {
            throw attribute.malformed("expected at most " + DEEPEST + " levels of attributes, found more");
        }
        requireObject(attribute);
        for (JsonNode value : attribute) {
            return switch (value.name()) {
                case "S", "B" -> value.string();
                case "N" -> number(value);
                case "BOOL" -> value.isTrue();
                case "NULL" -> null;
                case "M" -> map(value, deeper - 1);
                case "L" -> list(value, deeper - 1);
                case "SS", "BS" -> texts(value);
                case "NS" -> numbers(value);
                default -> throw value.malformed("expected an attribute value, found one of an unknown type");
            };
        }
        throw attribute.malformed("expected an attribute value, found none");
    }

    private static void requireObject(JsonNode value) {
        if (!value.isObject()) {
            throw value.malformed("expected an object, found something else");
        }
    }

    private static List<@Nullable Object> list(JsonNode values, int deeper) {
        List<@Nullable Object> plain = new ArrayList<>();
        for (JsonNode value : values) {
            plain.add(plain(value, deeper));
        }
        return Collections.unmodifiableList(plain);
    }

    private static List<@Nullable Object> texts(JsonNode values) {
        List<@Nullable Object> plain = new ArrayList<>();
        for (JsonNode value : values) {
            plain.add(value.string());
        }
        return Collections.unmodifiableList(plain);
    }

    private static List<@Nullable Object> numbers(JsonNode values) {
        List<@Nullable Object> plain = new ArrayList<>();
        for (JsonNode value : values) {
            plain.add(number(value));
        }
        return Collections.unmodifiableList(plain);
    }

    private static BigDecimal number(JsonNode value) {
        String number = value.string();
        // DynamoDB keeps 38 digits; the time to parse many more grows with their square.
        if (number.length() > 200) {
            throw value.malformed("expected a number of DynamoDB, found one of more than 200 characters");
        }
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException e) {
            throw value.malformed("expected a number, found other text");
        }
    }
}
