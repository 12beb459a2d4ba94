package dev.portolan.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subject made of a variant.
 *
 * @param original the reading of the unchanged payload
 * @param reading null if the subject threw something else than its two errors
 * @param thrown what it threw then
 * @param shown every text in which the subject speaks about the payload: messages, descriptions
 */
record Observation(
        Fixture fixture,
        Variant variant,
        Reading original,
        @Nullable Reading reading,
        @Nullable Throwable thrown,
        List<String> shown) {

    /** Says whether an observation breaks a rule. */
    @FunctionalInterface
    interface Judge {

        /** What a judge says of an observation that keeps the rule. */
        String FINE = "";

        /** What is wrong, else {@link #FINE}; null if the rule says nothing of such observations. */
        @Nullable
        String judge(Observation observation);
    }

    /** How a rule was broken for the first time. */
    record Finding(String how, String expected, String actual) {}

    Finding finding(String problem) {
        String how = fixture.name() + ", " + variant.change() + ": " + problem;
        return new Finding(how, "", reading == null ? String.valueOf(thrown) : reading.toString());
    }
}
