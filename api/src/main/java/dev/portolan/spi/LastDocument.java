package dev.portolan.spi;

import dev.portolan.Limits;
import org.jspecify.annotations.Nullable;

/** A small document that was read, kept for the next ones that are made like it: see {@link Template}. */
final class LastDocument {

    byte[] bytes = new byte[Words.WORTH];
    int[] index = {};
    int deepest;

    /** Those it was held to; null before there is a document. */
    @Nullable
    Limits limits;

    private int shape;
    private int waits;

    /**
     * Keeps a document that was just read, once several were made otherwise than the one that is kept; then {@link #keep} is
     * to follow when it was used.
     *
     * @return whether it is kept
     */
    boolean take(byte[] document, int end, int deepest) {
        if (waits-- > 0) {
            return false;
        }
        waits = Scratch.PATIENCE;
        System.arraycopy(document, 0, bytes, 0, end);
        this.deepest = deepest;
        this.limits = null;
        return true;
    }

    /** Its entries, and which objects are known to have different names. */
    void keep(int[] entries, int used, Limits limits) {
        if (index.length < used) {
            index = new int[used];
        }
        System.arraycopy(entries, 0, index, 0, used);
        index[Json.SHAPE] = --shape;
        this.limits = limits;
    }
}
