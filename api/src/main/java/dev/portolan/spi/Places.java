package dev.portolan.spi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a record, for the next ones of the same shape: those of a batch, or of later documents that are held to the
 * same limits.
 */
final class Places {

    /** Nothing is kept of such a member. */
    static final int UNKNOWN = Integer.MAX_VALUE;

    /** Stands for a document, and for the one before it, which is kept. */
    static final int KEPT = -1;

    /** Shapes, and objects in them: see {@link #key}. */
    private final long[] keys = new long[Scratch.SLOTS];

    private final @Nullable String[] names = new String[Scratch.SLOTS];
    private final int[] places = new int[Scratch.SLOTS];

    /** Shapes, and members in them. */
    private final long[] memberKeys = new long[Scratch.SLOTS];

    private final @Nullable String[] memberNames = new String[Scratch.SLOTS];
    private final @Nullable String[] memberTexts = new String[Scratch.SLOTS];
    private final int[] textRecords = new int[Scratch.SLOTS];

    /** How many numbers documents took that their shapes may have. */
    private int used;

    /**
     * How much more a document calls its shapes than it counts them from 1, so that no other one has the same.
     *
     * @param count how many it may have
     */
    int shapesBefore(int count) {
        if (used > Integer.MAX_VALUE - count) {
            Arrays.fill(keys, 0);
            Arrays.fill(memberKeys, 0);
            used = 0;
        }
        int before = used;
        used += count;
        return before;
    }

    /**
     * The name of a member; null if it is not kept.
     *
     * @param shape of the record
     * @param member where the member is in it
     */
    @Nullable
    String name(int shape, int member) {
        return memberNames[memberSlot(shape, member)];
    }

    void keepName(int shape, int member, String name) {
        if (name.length() <= Scratch.LONGEST_TEXT) {
            memberNames[memberSlot(shape, member)] = name;
        }
    }

    /**
     * Hands on to a record what a member holds that is the same in the one before; null if that is not kept.
     *
     * @param before stands for that one
     * @param record stands for the one that has the member
     */
    @Nullable
    String passOnText(int shape, int member, int before, int record) {
        int slot = memberSlot(shape, member);
        if (textRecords[slot] != before) {
            return null;
        }
        textRecords[slot] = record;
        return memberTexts[slot];
    }

    void keepText(int shape, int member, int record, String text) {
        int slot = memberSlot(shape, member);
        textRecords[slot] = record;
        memberTexts[slot] = text;
    }

    /** Where a member has its place, which forgets another one. */
    private int memberSlot(int shape, int member) {
        int slot = Scratch.slot(member);
        long key = key(shape, member);
        if (memberKeys[slot] != key) {
            memberKeys[slot] = key;
            memberNames[slot] = null;
            memberTexts[slot] = null;
        }
        return slot;
    }

    /**
     * Where the member was found, as it was kept.
     *
     * @param shape of the record
     * @param object where the object is in it
     */
    @SuppressWarnings("ReferenceEquality") // a name that is only equal is looked up once more
    int place(int shape, int object, String name) {
        int slot = slot(object, name);
        return keys[slot] == key(shape, object) && names[slot] == name ? places[slot] : UNKNOWN;
    }

    void keep(int shape, int object, String name, int place) {
        int slot = slot(object, name);
        keys[slot] = key(shape, object);
        names[slot] = name;
        places[slot] = place;
    }

    /** @param object where it is in the record, at least 0 */
    private static long key(int shape, int object) {
        return ((long) shape << 32) | object;
    }

    private static int slot(int object, String name) {
        return Scratch.slot(name.hashCode() + object);
    }
}
