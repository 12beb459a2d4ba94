package dev.portolan.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What reading a document takes beside the document: kept for the next one, because making it anew costs more than a small
 * document itself.
 *
 * <p>Two are kept, for a document is read while another is open. Whoever takes one has it alone.
 */
final class Scratch {

    /** Names, and texts by the names of their members, are remembered in so many places, where {@link #slot} says. */
    static final int SLOTS = 256;

    /** Longer texts are made anew each time. */
    static final int LONGEST_TEXT = 128;

    /** What is another each time takes the place of what is remembered at every eighth time only. */
    static final int PATIENCE = 7;

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

    // Set and read without a lock. Nobody takes one that was not given back, for its mark is final and set from the
    // beginning; and giving it back shows what is in it.

    private static @Nullable Scratch first;
    private static @Nullable Scratch second;

    /** 1 while someone has this. Nobody waits for it, as another one is soon made. */
    private final AtomicInteger taken = new AtomicInteger(1);

    /** See {@link Json}. */
    int[] index = {};

    /** The closing brackets of the containers around the one that is being read. */
    byte[] closings = new byte[32];

    /** See {@link Words}. */
    long[] window = {};

    private final @Nullable String[] names = new String[SLOTS];
    private final byte[][] spelled = new byte[SLOTS][];

    /** Some of the objects whose members are known, by their entries, and the last six bits of the hashes of their names. */
    final int[] objects = new int[OBJECTS];

    final long[] hashes = new long[OBJECTS];

    // Not made for the first event: it need not load what they are.
    private @Nullable Template template;
    private @Nullable Places places;

    /** A document that was read before; null if nothing was. */
    @Nullable
    KeptRecord document;

    /** The first record of a batch. */
    @Nullable
    KeptRecord record;

    private boolean isUsed;

    /** What the member of a name held, or names that are data, in this document or another one: a function gets much again. */
    private final @Nullable String[] texts = new String[SLOTS];

    /** The same as bytes. */
    private final byte[][] textBytes = new byte[SLOTS][];

    private final byte[] patience = new byte[SLOTS];

    private Scratch() {
        for (String name : CLOUD_EVENTS) {
            spelled(name, name.hashCode());
        }
        // The same objects as what they are compared with.
        seed("specversion", "1.0");
        seed("datacontenttype", "application/json");
    }

    private void seed(String name, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        remember(slot(name.hashCode()), text, ascii, 0);
    }

    private void remember(int slot, String text, byte[] bytes, int start) {
        int length = text.length();
        if (textBytes[slot] == null || textBytes[slot].length != length) {
            textBytes[slot] = new byte[length];
        }
        System.arraycopy(bytes, start, textBytes[slot], 0, length);
        texts[slot] = text;
        patience[slot] = PATIENCE;
    }

    static Scratch take() {
        Scratch scratch = first;
        if (scratch != null && scratch.taken.compareAndSet(0, 1)) {
            return scratch;
        }
        scratch = second;
        if (scratch != null && scratch.taken.compareAndSet(0, 1)) {
            return scratch;
        }
        return new Scratch();
    }

    /** For the next document, the index of one that was read: a larger one is made anew when it is needed. */
    void keep(int[] index) {
        if (index.length <= LARGEST) {
            this.index = index;
        }
    }

    void give() {
        if (closings.length > LARGEST) {
            closings = new byte[32];
        }
        if (first != this && second != this) {
            // The one that goes may be of a document that nobody ever closes; else it comes back as this one does.
            second = first;
            first = this;
        }
        taken.set(0);
    }

    Template template() {
        Template template = this.template;
        if (template == null) {
            template = this.template = new Template();
        }
        return template;
    }

    /** Where a document or its first record may be kept; null while only one document was read. */
    @Nullable
    KeptRecord keeper(boolean isDocument) {
        if (!isUsed) {
            isUsed = true;
            return null;
        }
        if (isDocument) {
            document = document == null ? new KeptRecord() : document;
            return document;
        }
        record = record == null ? new KeptRecord() : record;
        return record;
    }

    Places places() {
        Places places = this.places;
        if (places == null) {
            places = this.places = new Places();
        }
        return places;
    }

    /** One of {@link #SLOTS}: names of one source rarely share it, as {@code id} and {@code source} would the lowest bits. */
    static int slot(int hash) {
        return (hash * 0xC2B2AE35) >>> 24;
    }

    /** The name's ASCII characters: reading them from a String costs more than comparing them. */
    byte[] spelled(String name, int hash) {
        int slot = slot(hash);
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
        String name = names[slot(hash)];
        return name != null && name.hashCode() == hash ? name : null;
    }

    /**
     * The ASCII text between these places: the same object as last time if it says the same.
     *
     * @param hash of what it is there, such as the name of a member
     */
    String text(int hash, byte[] bytes, int start, int end) {
        int slot = slot(hash);
        int length = end - start;
        String last = texts[slot];
        if (last != null
                && last.length() == length
                && length > 0
                && bytes[start] == textBytes[slot][0]
                && Arrays.equals(bytes, start, end, textBytes[slot], 0, length)) {
            return last;
        }
        String text = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        if (length <= LONGEST_TEXT && patience[slot]-- <= 0) {
            remember(slot, text, bytes, start);
        }
        return text;
    }
}
