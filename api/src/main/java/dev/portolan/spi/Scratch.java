package dev.portolan.spi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What reading a document takes beside the document: kept for the next one, because making it anew costs more than a small
 * document itself.
 *
 * <p>One is kept; a document that is read while another is open makes its own. Whoever takes one has it alone.
 */
final class Scratch {

    /** Names and texts are remembered by so many of the lowest bits of the name's hash. */
    private static final int SLOTS = 64;

    /** 1 MB: the index of about 4000 records. */
    private static final int LARGEST = 1 << 18;

    private static @Nullable Scratch spare;

    /** See {@link Json}. */
    int[] index = {};

    /** The closing brackets of the containers around the one that is being read. */
    byte[] closings = new byte[32];

    /** See {@link Words}. */
    long[] window = {};

    private final @Nullable String[] names = new String[SLOTS];
    private final byte[][] spelled = new byte[SLOTS][];

    /** What the member of a name held last in this document, and where that ends. */
    private final @Nullable String[] texts = new String[SLOTS];

    private final int[] textEnds = new int[SLOTS];
    private boolean remembers;

    private Scratch() {}

    static Scratch take() {
        Scratch taken = takeSpare();
        return taken == null ? new Scratch() : taken;
    }

    private static synchronized @Nullable Scratch takeSpare() {
        Scratch taken = spare;
        spare = null;
        return taken;
    }

    void give() {
        if (remembers) {
            Arrays.fill(texts, null);
            remembers = false;
        }
        if (index.length <= LARGEST && closings.length <= LARGEST) {
            giveSpare(this);
        }
    }

    private static synchronized void giveSpare(Scratch given) {
        spare = given;
    }

    /** The name's ASCII characters: reading them from a String costs more than comparing them. */
    byte[] spelled(String name) {
        int slot = name.hashCode() & (SLOTS - 1);
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

    /** The ASCII text of the member called {@code name}: the same object as in the record before if it says the same. */
    String text(String name, byte[] bytes, int start, int end) {
        int slot = name.hashCode() & (SLOTS - 1);
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
