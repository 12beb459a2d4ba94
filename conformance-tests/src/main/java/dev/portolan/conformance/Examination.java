package dev.portolan.conformance;

import dev.portolan.conformance.Observation.Finding;
import dev.portolan.conformance.Observation.Judge;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One subject and the fixtures that rules are checked with: one, those of a source, or all. */
final class Examination {

    /** What one field does to one change is seen in this many of a source's payloads, not in all. */
    private static final int MOST_ALIKE = 4;

    /** Of variants that concern a whole document. */
    private static final int MOST_OF_DOCUMENTS = 200;

    private final Subject subject;
    private final List<Fixture> fixtures;
    private final List<Judge> judges;

    /** What each fixture was read as when the subject was asked for the first time, by whichever rule. */
    private final Map<Fixture, Reading> first;

    private @Nullable Map<Judge, Optional<Finding>> findings;
    private @Nullable List<Slot> slots;
    private final Map<Fixture, List<Provenance.Field>> provenance = new HashMap<>();

    private boolean isAnswered;
    private boolean hasEvents;
    private @Nullable String unsupported;
    private @Nullable String failed;
    private @Nullable String failedChanged;

    /**
     * @param judges those that are asked about every variant, all in one go
     * @param first where the first readings of the whole run are kept
     */
    Examination(Subject subject, List<Fixture> fixtures, List<Judge> judges, Map<Fixture, Reading> first) {
        this.subject = subject;
        this.fixtures = fixtures;
        this.judges = judges;
        this.first = first;
    }

    Subject subject() {
        return subject;
    }

    List<Fixture> fixtures() {
        return fixtures;
    }

    /**
     * Checks a rule. That it holds, or that nothing can show it, counts only if the subject has answered: to every fixture
     * that it was asked, and for the latter to every change of one, too. Who never gives an event keeps no rule.
     */
    void check(Rule<Examination> rule) {
        try {
            rule.check().run(this);
        } catch (Rule.NotChecked e) {
            if (failed == null && failedChanged == null) {
                throw isAnswered || unsupported == null ? e : new Rule.NotChecked(unsupported);
            }
            throw new Rule.Untried(String.valueOf(failed == null ? failedChanged : failed));
        }
        if (failed != null) {
            throw new Rule.Untried(failed);
        }
        if (!hasEvents && fixtures.stream().anyMatch(fixture -> hasEvents(fixture.expected()))) {
            throw new Rule.NotChecked("The subject gave no event for any payload of this source.");
        }
    }

    private static boolean hasEvents(Reading reading) {
        return !Reading.attributesOf(reading).isEmpty();
    }

    Reading read(Fixture fixture) {
        return read(fixture, fixture.payload());
    }

    /** Reads another payload, set up as for the fixture. */
    Reading read(Fixture fixture, byte[] payload) {
        try {
            return ask(fixture, payload);
        } catch (UnsupportedOperationException e) {
            throw new Rule.NotChecked(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            throw new Rule.Broken(
                    fixture.name() + ": there are neither events nor one of the two typed errors: "
                            + SubjectFailedException.describe(e),
                    "events, or an error: malformed or unrecognized",
                    e.toString());
        }
    }

    /** The same where another rule judges readings that there are not. */
    @Nullable
    Reading readOrNull(Fixture fixture, byte[] payload) {
        try {
            return ask(fixture, payload);
        } catch (RuntimeException | Error e) {
            return null;
        }
    }

    /** Reads a payload, and remembers how the subject did not. */
    private Reading ask(Fixture fixture, byte[] payload) {
        try {
            Reading reading = subject.read(payload, fixture.options());
            isAnswered = true;
            hasEvents |= hasEvents(reading);
            if (Arrays.equals(payload, fixture.payload())) {
                first.putIfAbsent(fixture, reading);
            }
            return reading;
        } catch (UnsupportedOperationException e) {
            unsupported = unsupported == null ? String.valueOf(e.getMessage()) : unsupported;
            throw e;
        } catch (RuntimeException | Error e) {
            if (Arrays.equals(payload, fixture.payload())) {
                failed = failed == null ? fixture.name() + ": " + SubjectFailedException.describe(e) : failed;
            } else if (failedChanged == null) {
                failedChanged = fixture.name() + ", changed: " + SubjectFailedException.describe(e);
            }
            throw e;
        }
    }

    /** The first reading of a fixture in this run; null if there is none. */
    @Nullable
    Reading firstOrNull(Fixture fixture) {
        Reading known = first.get(fixture);
        if (known == null) {
            return readOrNull(fixture, fixture.payload());
        }
        isAnswered = true;
        hasEvents |= hasEvents(known);
        return known;
    }

    /**
     * The fixture's own payload, read once more; null if the subject cannot, or refused it from the first. A rule finds what it
     * is about in the documented events: one that looked for it in a subject's own reading would say nothing of who drops events.
     *
     * @throws Rule.Broken if there are not as many events as are documented
     */
    @Nullable
    Reading againOrNull(Fixture fixture) {
        Reading first = firstOrNull(fixture);
        Reading reading = first == null || first.isRefusal() ? null : readOrNull(fixture, fixture.payload());
        int documented = fixture.expected().events().size();
        if (reading != null && reading.events().size() != documented) {
            throw new Rule.Broken(
                    fixture.name() + ": there are " + reading.events().size() + " events instead of " + documented
                            + ".",
                    fixture.expected().toString(),
                    reading.toString());
        }
        return reading;
    }

    /** Where payloads hold the data of their events. */
    List<Slot> slots() {
        List<Slot> known = slots;
        if (known == null) {
            known = slots = Slot.of(this);
        }
        return known;
    }

    /** What becomes of each field of a payload; none of one that is not read. */
    List<Provenance.Field> provenance(Fixture fixture) {
        List<Provenance.Field> known = provenance.get(fixture);
        if (known == null) {
            known = readOrNull(fixture, fixture.payload()) == null ? List.of() : fields(fixture);
            provenance.put(fixture, known);
        }
        return known;
    }

    private List<Provenance.Field> fields(Fixture fixture) {
        try {
            return Provenance.of(subject, fixture);
        } catch (UnsupportedOperationException e) {
            throw new Rule.NotChecked(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            throw new Rule.Untried(fixture.name() + ", changed: " + SubjectFailedException.describe(e));
        }
    }

    /**
     * The first variant that breaks a rule; null if none does.
     *
     * @throws Rule.NotChecked if the rule says nothing of any variant
     */
    @Nullable
    Finding finding(Judge judge) {
        Map<Judge, Optional<Finding>> known = findings;
        if (known == null) {
            known = findings = judgeAll();
        }
        if (!known.containsKey(judge)) {
            throw new Rule.NotChecked("No payload of this source can show it.");
        }
        return known.get(judge).orElse(null);
    }

    private Map<Judge, Optional<Finding>> judgeAll() {
        Map<Judge, Optional<Finding>> found = new HashMap<>();
        Map<String, Integer> alike = new HashMap<>();
        for (Fixture fixture : fixtures) {
            Reading original = firstOrNull(fixture);
            if (original == null) {
                // Whether a fixture is read as documented is another rule's business.
                continue;
            }
            if (found.isEmpty()) {
                Variant.garbage().forEach(variant -> judge(fixture, variant, original, found));
            }
            judge(fixture, Variant.none(fixture), original, found);
            Variant.each(fixture, variant -> {
                int most = variant.part() == null ? MOST_OF_DOCUMENTS : MOST_ALIKE;
                if (alike.merge(variant.likeness(), 1, Integer::sum) <= most) {
                    judge(fixture, variant, original, found);
                }
            });
            // After odd payloads the subject may answer nothing any more.
            readOrNull(fixture, fixture.payload());
        }
        return found;
    }

    private void judge(Fixture fixture, Variant variant, Reading original, Map<Judge, Optional<Finding>> found) {
        if (judges.stream()
                .allMatch(judge -> found.getOrDefault(judge, Optional.empty()).isPresent())) {
            return;
        }
        Observation observation = observe(fixture, variant, original);
        for (Judge judge : judges) {
            if (found.getOrDefault(judge, Optional.empty()).isEmpty()) {
                String problem = judge.judge(observation);
                if (problem != null) {
                    found.put(
                            judge,
                            problem.equals(Judge.FINE) ? Optional.empty() : Optional.of(observation.finding(problem)));
                }
            }
        }
    }

    private Observation observe(Fixture fixture, Variant variant, Reading original) {
        try {
            Reading reading = subject.read(variant.payload(), fixture.options());
            return new Observation(fixture, variant, original, reading, null, reading.messages());
        } catch (RuntimeException | Error e) {
            return new Observation(fixture, variant, original, null, e, List.of(String.valueOf(e)));
        }
    }
}
