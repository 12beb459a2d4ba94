package dev.portolan.spi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where members were found in a record, for the next ones of the same shape: those of a batch, or small documents held to the
 * same limits.
 */
final class Places {

    /** Nothing is kept of such a member. */
    static final int UNKNOWN = Integer.MAX_VALUE;

    /** Mapping code asks a record for about ten. */
    private static final int SIZE = 256;

    private final int[] shapes = new int[SIZE];
    private final int[] objects = new int[SIZE];
    private final @Nullable String[] names = new String[SIZE];
    private final int[] places = new int[SIZE];

    /** Forgets those of another document; no shape is 0. */
    void clear() {
        Arrays.fill(shapes, 0);
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
        return shapes[slot] == shape && objects[slot] == object && names[slot] == name ? places[slot] : UNKNOWN;
    }

    void keep(int shape, int object, String name, int place) {
        int slot = slot(object, name);
        shapes[slot] = shape;
        objects[slot] = object;
        names[slot] = name;
        places[slot] = place;
    }

    private static int slot(int object, String name) {
        return (name.hashCode() + object) & (SIZE - 1);
    }
}
