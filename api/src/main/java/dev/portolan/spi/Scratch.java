package dev.portolan.spi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What reading a document takes beside the document: kept for the next one, because making it anew costs more than a small
 * document itself.
 *
 * <p>Two are kept, for a document is read while another is open. Whoever takes one has it alone.
 */
final class Scratch {

    /** Names are remembered by the lowest bits of their hashes: the names of one source rarely share any. */
    private static final int NAMES = 256;

    /** Texts too, by fewer bits, for they are forgotten after every document. */
    private static final int TEXTS = 64;

    /** What the members of a CloudEvent are called, which are read one by one. */
    private static final String[] CLOUD_EVENTS = {
        "specversion",
        "id",
        "source",
        "type",
        "subject",
        "time",
        "datacontenttype",
        "dataschema",
        "data",
        "data_base64",
        "traceparent"
    };

    static final int OBJECTS = 16;

    /** 1 MB: the index of about 4000 records. */
    static final int LARGEST = 1 << 18;

    private static @Nullable Scratch spare;

    /** The other spare one. */
    private @Nullable Scratch next;

    /** See {@link Json}. */
    int[] index = {};

    /** The closing brackets of the containers around the one that is being read. */
    byte[] closings = new byte[32];

    /** See {@link Words}. */
    long[] window = {};

    private final @Nullable String[] names = new String[NAMES];
    private final byte[][] spelled = new byte[NAMES][];

    /** Some of the objects whose members are known, by their entries, and the last six bits of the hashes of their names. */
    final int[] objects = new int[OBJECTS];

    final long[] hashes = new long[OBJECTS];

    /** What the member of a name held last in this document, or names that are data, and where that ends. */
    private final @Nullable String[] texts = new String[TEXTS];

    private final int[] textEnds = new int[TEXTS];
    private boolean remembers;

    private Scratch() {
        for (String name : CLOUD_EVENTS) {
            spelled(name, name.hashCode());
        }
    }

    static Scratch take() {
        Scratch taken = takeSpare();
        return taken == null ? new Scratch() : taken;
    }

    private static synchronized @Nullable Scratch takeSpare() {
        Scratch taken = spare;
        if (taken != null) {
            spare = taken.next;
            taken.next = null;
        }
        return taken;
    }

    /** For the next document, the index of one that was read: a larger one is made anew when it is needed. */
    void keep(int[] index) {
        if (index.length <= LARGEST) {
            this.index = index;
        }
    }

    void give() {
        if (remembers) {
            Arrays.fill(texts, null);
            remembers = false;
        }
        if (closings.length > LARGEST) {
            closings = new byte[32];
        }
        giveSpare(this);
    }

    private static synchronized void giveSpare(Scratch given) {
        if (spare == null || spare.next == null) {
            given.next = spare;
            spare = given;
        }
    }

    /** The name's ASCII characters: reading them from a String costs more than comparing them. */
    byte[] spelled(String name, int hash) {
        int slot = hash & (NAMES - 1);
        return name.equals(names[slot]) ? spelled[slot] : spell(slot, name);
    }

    private byte[] spell(int slot, String name) {
        byte[] ascii = new byte[name.length()];
        for (int i = 0; i < ascii.length; i++) {
            char c = name.charAt(i);
            ascii[i] = c < 0x80 ? (byte) c : -1;
        }
        names[slot] = name;
        spelled[slot] = ascii;
        return ascii;
    }

    /** The name with this hash that someone asked for; null if it is not remembered. */
    @Nullable
    String asked(int hash) {
        String name = names[hash & (NAMES - 1)];
        return name != null && name.hashCode() == hash ? name : null;
    }

    /**
     * The ASCII text between these places: the same object as in the record before if it says the same.
     *
     * @param hash of what it is there, such as the name of a member
     */
    String text(int hash, byte[] bytes, int start, int end) {
        int slot = hash & (TEXTS - 1);
        String last = texts[slot];
        int lastEnd = textEnds[slot];
        if (last != null
                && last.length() == end - start
                && Arrays.equals(bytes, start, end, bytes, lastEnd - last.length(), lastEnd)) {
            return last;
        }
        String text = Text.string(bytes, start, end, 0);
        remembers = true;
        texts[slot] = text;
        textEnds[slot] = end;
        return text;
    }
}
