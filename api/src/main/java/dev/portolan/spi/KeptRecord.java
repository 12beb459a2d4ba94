package dev.portolan.spi;

import dev.portolan.Limits;
import org.jspecify.annotations.Nullable;

/** A record or whole document that was read, kept for the next ones that are made like it: see {@link Template}. */
final class KeptRecord {

    /** In bytes. */
    static final int LARGEST = 1 << 14;

    /** The number that was drawn last: {@link Shapes} tell kept records of the whole process apart by it. */
    private static int shapes;

    byte[] bytes = {};

    /** Its entries, as they were if it were the whole document. */
    int[] index = {};

    /** For how many levels its document has entries. */
    int levels;

    /** How deep its document nests; no deeper than that, so that all containers have entries. */
    int deepest;

    /** How many containers are around the record. */
    int around;

    /** Those it was held to; null before there is a record. */
    @Nullable
    Limits limits;

    private int waits;

    /** A shape of its own, less than 0: the numbers begin again after two thousand million. */
    private static synchronized int newShape() {
        shapes = shapes == Integer.MIN_VALUE ? -1 : shapes - 1;
        return shapes;
    }

    /** Whether a record is to be kept: once several were made otherwise than the one that is. */
    boolean isAwaited() {
        return waits-- <= 0;
    }

    /** Keeps the bytes of a record that was just read; {@link #keep} is to follow when its document was used. */
    void take(byte[] document, int start, int size, int around, int levels, int deepest) {
        waits = Scratch.PATIENCE;
        limits = null;
        this.around = around;
        this.levels = levels;
        this.deepest = deepest;
        if (bytes.length < size) {
            bytes = new byte[size];
        }
        System.arraycopy(document, start, bytes, 0, size);
    }

    /**
     * Keeps its entries, and which objects are known to have different names.
     *
     * @param first the one of the record
     * @param last where they end
     */
    void keep(int[] entries, int first, int last, Limits limits) {
        int size = last - first;
        if (index.length < size) {
            index = new int[size];
        }
        System.arraycopy(entries, first, index, 0, size);
        int start = index[Json.START];
        for (int entry = 0; entry < size; entry += Json.ENTRY) {
            int name = index[entry + Json.NAME];
            index[entry + Json.NAME] = name >= 0 ? name - start : name == -1 ? name : name + start;
            index[entry + Json.START] -= start;
            index[entry + Json.END] -= start;
            if (index[entry + Json.LINK] >= 0) {
                index[entry + Json.LINK] -= 2 * first;
            }
        }
        index[Json.SHAPE] = newShape();
        this.limits = limits;
    }
}
