package dev.portolan.spi;

import dev.portolan.Limits;
import org.jspecify.annotations.Nullable;

/** A small document that was read, kept for the next ones that are made like it: see {@link Template}. */
final class LastDocument {

    /** Another takes its place once so many were made otherwise. */
    private static final int PATIENCE = 7;

    byte[] bytes = new byte[Words.WORTH];
    int[] index = {};
    int deepest;

    /** Those it was held to; null before there is a document. */
    @Nullable
    Limits limits;

    private int shape;
    private int waits;

    /** Whether the bytes of this document are kept from now on; then {@link #keep} is to follow once it was used. */
    boolean takes(byte[] document, int end, int deepest) {
        if (waits-- > 0) {
            return false;
        }
        waits = PATIENCE;
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
