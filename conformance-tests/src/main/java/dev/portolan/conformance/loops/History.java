package dev.portolan.conformance.loops;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What became of every item of one run: the ledger that a loop keeps. */
public final class History {

    private final String loop;
    private final long seed;
    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> handled = new LinkedHashSet<>();
    private final Set<String> deadLettered = new LinkedHashSet<>();
    private final List<String> violations = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();

    History(String loop, long seed) {
        this.loop = loop;
        this.seed = seed;
    }

    /** The items whose handler returned and that the platform then acknowledged. */
    public Set<String> handled() {
        return Set.copyOf(handled);
    }

    /** The items that were put aside, by the platform or by the function. */
    public Set<String> deadLettered() {
        return Set.copyOf(deadLettered);
    }

    /**
     * What must not happen and did: lost items, items acknowledged unproven, a broken order, items put aside though nothing had
     * gone wrong on purpose; each a sentence.
     */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /**
     * Returns if nothing is wrong.
     *
     * @throws AssertionError if there are violations; the message names the seed and the invocations until the first
     */
    public void verify() {
        if (!violations.isEmpty()) {
            throw new AssertionError(
                    loop + ", seed " + seed + ": " + violations.get(0) + "\n  " + String.join("\n  ", steps));
        }
    }

    void sent(String item) {
        open.add(item);
    }

    void acknowledged(String item) {
        open.remove(item);
        handled.add(item);
    }

    void putAside(String item) {
        open.remove(item);
        deadLettered.add(item);
    }

    void step(String step) {
        if (violations.isEmpty()) {
            steps.add(step);
        }
    }

    void violated(String sentence) {
        violations.add(sentence);
    }

    void close() {
        for (String item : open) {
            violated(item + " was neither handled nor put aside");
        }
    }
}
