package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A place where a reading is not as expected; {@code expected} or {@code actual} is missing where there is nothing. */
record Difference(String path, JsonNode expected, JsonNode actual) {

    private static final int SHOWN = 5;
    private static final int LONGEST = 200;

    /** The differences in the order of the expected document; numbers differ where a digit does. */
    static List<Difference> between(JsonNode expected, JsonNode actual) {
        List<Difference> differences = new ArrayList<>();
        compare("", expected, actual, differences);
        return differences;
    }

    private static void compare(String path, JsonNode expected, JsonNode actual, List<Difference> differences) {
        if (expected.isObject() && actual.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                String member = path.isEmpty() ? name : path + "." + name;
                compare(member, expected.path(name), actual.path(name), differences);
            }
        } else if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                compare(path + "[" + i + "]", expected.path(i), actual.path(i), differences);
            }
        } else if (!same(expected, actual)) {
            differences.add(new Difference(path, expected, actual));
        }
    }

    /** The document with its members in the order of another one, so that both can be read side by side. */
    static JsonNode inOrderOf(JsonNode model, JsonNode document) {
        if (model.isObject() && document.isObject()) {
            ObjectNode ordered = StrictJson.MAPPER.createObjectNode();
            model.fieldNames().forEachRemaining(name -> {
                if (document.has(name)) {
                    ordered.set(name, inOrderOf(model.path(name), document.path(name)));
                }
            });
            document.properties().forEach(member -> {
                if (!ordered.has(member.getKey())) {
                    ordered.set(member.getKey(), member.getValue());
                }
            });
            return ordered;
        }
        if (document.isArray()) {
            ArrayNode ordered = StrictJson.MAPPER.createArrayNode();
            for (int i = 0; i < document.size(); i++) {
                ordered.add(inOrderOf(model.path(i), document.path(i)));
            }
            return ordered;
        }
        return document;
    }

    private static boolean same(JsonNode expected, JsonNode actual) {
        boolean numbers = expected.isNumber() && actual.isNumber();
        return numbers ? isDigitForDigit(expected, actual) : expected.equals(actual);
    }

    private static boolean isDigitForDigit(JsonNode expected, JsonNode actual) {
        BigDecimal one = expected.decimalValue();
        BigDecimal other = actual.decimalValue();
        return one.compareTo(other) == 0 && one.scale() == other.scale();
    }

    /** The first differences, for a message. */
    static String sentence(List<Difference> differences) {
        StringBuilder sentence = new StringBuilder();
        for (Difference difference : differences.subList(0, Math.min(SHOWN, differences.size()))) {
            sentence.append(sentence.length() == 0 ? "" : "; ").append(difference);
        }
        if (differences.size() > SHOWN) {
            sentence.append("; and ").append(differences.size() - SHOWN).append(" more");
        }
        return sentence.append('.').toString();
    }

    @Override
    public String toString() {
        return path + " should be " + shown(expected) + " and is " + shown(actual);
    }

    private static String shown(JsonNode json) {
        if (json.isMissingNode()) {
            return "absent";
        }
        String text = json.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
