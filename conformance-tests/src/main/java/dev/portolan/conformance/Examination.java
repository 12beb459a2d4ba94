package dev.portolan.conformance;

import java.util.List;

/** One subject and the fixtures that a rule is checked with: one, or all of a source. */
record Examination(Subject subject, List<Fixture> fixtures) {

    Reading read(Fixture fixture) {
        return read(fixture, fixture.payload());
    }

    /** Reads another payload, set up as for the fixture. */
    Reading read(Fixture fixture, byte[] payload) {
        try {
            return subject.read(payload, fixture.options());
        } catch (UnsupportedOperationException e) {
            throw new Rule.NotChecked(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            throw new Rule.Broken(
                    fixture.name() + ": the subject threw " + e.getClass().getName()
                            + ", which is neither of the two typed errors",
                    "events, MalformedPayloadException or UnrecognizedPayloadException",
                    e.getClass().getName());
        }
    }
}
