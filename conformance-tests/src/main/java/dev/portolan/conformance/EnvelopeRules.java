package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portolan.conformance.Observation.Judge;
import dev.portolan.conformance.Rule.Strength;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Whatever is handed out is a CloudEvent, also when the payload holds awkward text. */
final class EnvelopeRules {

    private static final String SPEC = "https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md";

    private static final String SCHEME = "[A-Za-z][A-Za-z0-9+.-]*";
    private static final String CHARACTER = "(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})";
    private static final String AUTHORITY = "(?:(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@)?"
            + "(?:\\[[0-9A-Fa-f:.vV]+]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(?::[0-9]*)?";
    private static final String REST = "(?:\\?(?:" + CHARACTER + "|[/?])*)?(?:#(?:" + CHARACTER + "|[/?])*)?";

    /** RFC 3986, appendix A: a path behind a scheme or an authority, or a path whose first segment has no colon. */
    private static final Pattern URI_REFERENCE = Pattern.compile("(?:"
            + "(?:" + SCHEME + ":)?//" + AUTHORITY + "(?:/" + CHARACTER + "*)*"
            + "|" + SCHEME + ":(?:/?" + CHARACTER + "+(?:/" + CHARACTER + "*)*|/)?"
            + "|/(?:" + CHARACTER + "+(?:/" + CHARACTER + "*)*)?"
            + "|(?:(?!:)" + CHARACTER + "(?<!:))*(?:/" + CHARACTER + "*)*"
            + ")" + REST);

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern MEDIA_TYPE = Pattern.compile(TOKEN + "/" + TOKEN + "(?:[ \t]*;[ \t]*(?:" + TOKEN
            + "=(?:" + TOKEN + "|\"(?:[\\t \\x21\\x23-\\x5B\\x5D-\\x7E\\x80-\\uFFFF]|\\\\[\\t\\x20-\\x7E])*\"))?)*");

    private static final Pattern RFC_3339 = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})");

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");
    private static final int LONGEST_NAME = 20;
    private static final int FIRST_PRINTABLE = ' ';

    static final List<Rule<Examination>> ALL = List.of(
            attribute("CE_01", "id", true, "The id is a non-empty text.", "#id", EnvelopeRules::isText),
            attribute(
                    "CE_02",
                    "source",
                    true,
                    "The source is a non-empty URI-reference.",
                    "#source-1",
                    value -> isText(value)
                            && URI_REFERENCE.matcher(value.asText()).matches()),
            attribute(
                    "CE_03",
                    "specversion",
                    true,
                    "The specversion is 1.0.",
                    "#specversion",
                    value -> value.isTextual() && value.asText().equals("1.0")),
            attribute("CE_04", "type", true, "The type is a non-empty text.", "#type", EnvelopeRules::isText),
            attribute(
                    "CE_05",
                    "datacontenttype",
                    false,
                    "A datacontenttype is a media type.",
                    "#datacontenttype",
                    value -> isText(value) && MEDIA_TYPE.matcher(value.asText()).matches()),
            attribute(
                    "CE_06",
                    "dataschema",
                    false,
                    "A dataschema is a URI with a scheme.",
                    "#dataschema",
                    value -> isText(value)
                            && value.asText().matches(SCHEME + ":.+")
                            && URI_REFERENCE.matcher(value.asText()).matches()),
            attribute("CE_07", "subject", false, "A subject is a non-empty text.", "#subject", EnvelopeRules::isText),
            attribute("CE_08", "time", false, "A time is one of RFC 3339.", "#time", EnvelopeRules::isTime),
            rule(
                    Strength.MUST,
                    "CE_09",
                    "Names of attributes are lower-case letters and digits, and none is data.",
                    "#attribute-naming-convention",
                    "how names from the payload become extensions.",
                    (name, value) -> NAME.matcher(name).matches() && !name.equals("data")),
            rule(
                    Strength.SHOULD,
                    "CE_10",
                    "Names of attributes have at most 20 characters.",
                    "#attribute-naming-convention",
                    "the names of the extensions.",
                    (name, value) -> name.length() <= LONGEST_NAME),
            rule(
                    Strength.MUST,
                    "CE_11",
                    "Texts hold no control characters, no lone surrogates and no noncharacters.",
                    "#type-system",
                    "how provider text that CloudEvents forbids is made legal before it becomes an attribute.",
                    (name, value) -> !value.isTextual() || isLegal(value.asText())),
            rule(
                    Strength.MUST,
                    "CE_12",
                    "Values are texts, booleans, or whole numbers of 32 bits.",
                    "#type-system",
                    "how numbers from the payload become extensions: larger ones must be texts.",
                    (name, value) -> value.isTextual() || value.isBoolean() || isInt(value)));

    private EnvelopeRules() {}

    /** What one attribute must be. */
    private interface Attribute {
        boolean isLegal(String name, JsonNode value);
    }

    private static Rule<Examination> attribute(
            String id, String name, boolean required, String sentence, String anchor, Predicate<JsonNode> isLegal) {
        String lookAt =
                "what the source's row sets as " + name + ", and what it does when the field is odd or missing.";
        return Rule.judging(id, Strength.MUST, sentence, SPEC + anchor, lookAt, observation -> {
            String verdict = null;
            for (JsonNode event : Reading.attributesOf(observation.reading())) {
                JsonNode value = event.get(name);
                if (value == null ? required : !isLegal.test(value)) {
                    return name + " is " + (value == null ? "missing" : value) + ".";
                }
                verdict = value == null ? verdict : Judge.FINE;
            }
            return verdict;
        });
    }

    private static Rule<Examination> rule(
            Strength strength, String id, String sentence, String anchor, String lookAt, Attribute isLegal) {
        return Rule.judging(id, strength, sentence, SPEC + anchor, lookAt, observation -> {
            String verdict = null;
            for (JsonNode event : Reading.attributesOf(observation.reading())) {
                verdict = Judge.FINE;
                for (Map.Entry<String, JsonNode> attribute : event.properties()) {
                    if (!isLegal.isLegal(attribute.getKey(), attribute.getValue())) {
                        return attribute.getKey() + " is " + attribute.getValue() + ".";
                    }
                }
            }
            return verdict;
        });
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && !value.asText().isEmpty();
    }

    private static boolean isInt(JsonNode value) {
        return value.isNumber()
                && value.decimalValue().stripTrailingZeros().scale() <= 0
                && value.decimalValue().abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }

    private static boolean isTime(JsonNode value) {
        if (!value.isTextual() || !RFC_3339.matcher(value.asText()).matches()) {
            return false;
        }
        try {
            OffsetDateTime.parse(value.asText(), DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isLegal(String text) {
        return text.codePoints()
                .allMatch(point -> point >= FIRST_PRINTABLE
                        && !(point >= 0x7F && point <= 0x9F)
                        && !(point >= 0xD800 && point <= 0xDFFF)
                        && !(point >= 0xFDD0 && point <= 0xFDEF)
                        && (point & 0xFFFE) != 0xFFFE);
    }
}
