package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of a source beyond single payloads: its entry in {@code sources.json}, else that of {@code *}. */
final class Facts {

    static final Facts NONE = new Facts(MissingNode.getInstance(), MissingNode.getInstance());

    private static final List<String> MEMBERS = List.of("maps", "uniform", "renewed", "leftOut", "exceptions");

    private final JsonNode own;
    private final JsonNode common;

    private Facts(JsonNode own, JsonNode common) {
        this.own = own;
        this.common = common;
    }

    /** The facts of a source from the document of its provider. */
    static Facts of(JsonNode provider, String source) {
        return new Facts(provider.path(source), provider.path("*"));
    }

    /** What is wrong with the document of a provider, where these sources have fixtures; null if nothing is. */
    static @Nullable String problem(JsonNode provider, Set<String> sources, Set<String> rules) {
        for (Map.Entry<String, JsonNode> source : provider.properties()) {
            if (!source.getKey().equals("*") && !sources.contains(source.getKey())) {
                return "names " + source.getKey() + ", which has no fixture.";
            }
            for (Map.Entry<String, JsonNode> fact : source.getValue().properties()) {
                if (!MEMBERS.contains(fact.getKey())) {
                    return "says " + fact.getKey() + " of " + source.getKey() + ", which is none of "
                            + String.join(", ", MEMBERS) + ".";
                }
            }
            for (Map.Entry<String, JsonNode> rule :
                    source.getValue().path("exceptions").properties()) {
                if (!rules.contains(rule.getKey())) {
                    return "excepts " + source.getKey() + " from " + rule.getKey() + ", which is no rule.";
                }
            }
        }
        return null;
    }

    /** Why a rule does not hold for this source, a sentence; null if it holds. */
    @Nullable
    String exception(String rule) {
        JsonNode reason = own.path("exceptions").path(rule);
        return reason.isMissingNode() ? common.path("exceptions").path(rule).asText(null) : reason.asText();
    }

    /** Whether an object's members are named by users, so that none is unknown. */
    boolean isMap(Anatomy.Part object) {
        return lists("maps", object.pattern());
    }

    /** Whether the array that an element is in holds one kind of value only, as the platform makes it. */
    boolean isUniform(Anatomy.Part element) {
        return lists("uniform", element.pattern());
    }

    /** Whether the platform renews a field when it delivers a payload again. */
    boolean isRenewed(Anatomy.Part field) {
        return lists("renewed", field.pattern());
    }

    /** Why no event tells what a field says, a sentence; null if it must be told. */
    @Nullable
    String leftOut(String pattern) {
        for (JsonNode facts : List.of(own, common)) {
            for (Map.Entry<String, JsonNode> reason : facts.path("leftOut").properties()) {
                for (JsonNode listed : reason.getValue()) {
                    if (isIn(pattern, listed.asText())) {
                        return reason.getKey();
                    }
                }
            }
        }
        return null;
    }

    /** The rules that do not hold. */
    Set<String> exceptions() {
        Set<String> rules = new TreeSet<>();
        for (JsonNode facts : List.of(own, common)) {
            facts.path("exceptions").fieldNames().forEachRemaining(rules::add);
        }
        return rules;
    }

    /** The fields that no event tells: those of the source, and those of all sources. */
    Map<String, List<String>> leftOut(String ownName, String commonName) {
        return Map.of(ownName, leftOut(own), commonName, leftOut(common));
    }

    private static List<String> leftOut(JsonNode facts) {
        List<String> fields = new ArrayList<>();
        facts.path("leftOut").forEach(listed -> listed.forEach(field -> fields.add(field.asText())));
        return fields;
    }

    /** Whether a field is one of those listed; a star stands for anything. */
    static boolean isIn(String field, String listed) {
        String pattern = Stream.of(listed.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return field.matches(pattern);
    }

    private boolean lists(String name, String pattern) {
        for (JsonNode listed : own.path(name)) {
            if (pattern.equals(listed.asText()) || pattern.endsWith("." + listed.asText())) {
                return true;
            }
        }
        return false;
    }
}
