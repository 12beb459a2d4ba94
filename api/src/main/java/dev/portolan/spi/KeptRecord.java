package dev.portolan.spi;

import dev.portolan.Limits;
import org.jspecify.annotations.Nullable;

/** A record that was read, kept for those of the next documents that are made like it: see {@link Template}. */
final class KeptRecord {

    byte[] bytes = new byte[Words.WORTH];

    /** Its entries, as they were if it were the whole document. */
    int[] index = {};

    /** How deep its document nests, and how many containers are around it. */
    int deepest;

    int around;

    /** Those it was held to; null before there is a record. */
    @Nullable
    Limits limits;

    private int waits;

    /**
     * Keeps a record that was just read, once several were made otherwise than the one that is kept; then {@link #keep} is to
     * follow when its document was used.
     *
     * @return whether it is kept
     */
    boolean take(byte[] document, int start, int end, int deepest, int around) {
        if (end - start > bytes.length || waits-- > 0) {
            return false;
        }
        waits = Scratch.PATIENCE;
        System.arraycopy(document, start, bytes, 0, end - start);
        this.deepest = deepest;
        this.around = around;
        this.limits = null;
        return true;
    }

    /**
     * Its entries, and which objects are known to have different names.
     *
     * @param first the one of the record
     * @param last where they end
     * @param shape what no other record has
     */
    void keep(int[] entries, int first, int last, int shape, Limits limits) {
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
        index[Json.SHAPE] = shape;
        this.limits = limits;
    }
}
