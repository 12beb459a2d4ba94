package dev.portolan.spi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * Reads the texts of a large payload eight bytes at a time: the compilers that functions run with make a third of the time
 * of it. Loaded for the first large payload, because it costs a small one more than it saves, unless that has long base64.
 *
 * <p>A word holds the first of its bytes in its lowest bits. In a mask, a byte that is meant has its highest bit set; only
 * the lowest such byte is always meant, the bytes behind it only where that is said.
 */
final class Words {

    /** The payload, in bytes, from which on this pays. */
    static final int WORTH = 2048;

    /** A text of more words than this may be base64, which is then told in passing. */
    static final int LONG = 16;

    /** After so many words without an escape the next one is not expected soon; after more where several came. */
    private static final int CALM = 2;

    private static final int CALM_AMONG_MANY = 8;

    private static final int WINDOW = 512;

    /** So many words are looked at in one turn where most are base64. */
    private static final int TURN = 4;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private final Syntax syntax;
    private final byte[] bytes;
    private final LongBuffer words;

    /**
     * The words from {@code base} on, copied in bulk, which is the cheapest way to words in Java 17; zeros behind as many as there
     * is room for.
     */
    private final long[] window;

    private int base;
    private int filled;

    Words(Syntax syntax, Scratch scratch) {
        this.syntax = syntax;
        bytes = syntax.bytes;
        words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        if (scratch.window.length == 0) {
            scratch.window = new long[WINDOW + TURN];
        }
        window = scratch.window;
    }

    /** A text from behind its first quote; returns the position of its last one. */
    int text(int pos) {
        return textLike(pos, 0);
    }

    /** The same, of a text that is base64 in all likelihood if that was seen in another one. */
    int textLike(int pos, int seen) {
        if (pos > syntax.lastQuote) {
            return syntax.fault(Syntax.TRUNCATED, syntax.end);
        }
        syntax.seen = 0;
        // Here alone what is seen decides how to go on: texts that change often must not make calls that nest as often.
        int found = (seen & Syntax.BASE64) != 0 ? base64(pos) : plain(pos, LONG);
        return bytes[found] == '"' ? found : special(found);
    }

    /** The same, from within a text that is plain so far. */
    int rest(int pos) {
        if (pos > syntax.lastQuote) {
            return syntax.fault(Syntax.TRUNCATED, syntax.end);
        }
        syntax.seen = 0;
        // Alike, but not one method with the one above: a call more for each text costs SQS a fortieth.
        int found = plain(pos, Integer.MAX_VALUE);
        return bytes[found] == '"' ? found : special(found);
    }

    /** Up to the first character that is no printable one of ASCII standing for itself; after {@code left} words, base64. */
    private int plain(int pos, int left) {
        int at = at(pos);
        long word = word(at, pos);
        for (; ; ) {
            int end = at + Math.min(left, filled - at);
            left -= end - at;
            for (; ; ) {
                // Below 0x20 or a quote; a backslash; DEL. What is not ASCII is found by one of the first two.
                long stop = (((word ^ 2 * ONES) - 0x21 * ONES) | ((word ^ '\\' * ONES) - ONES) | (word + ONES)) & HIGH;
                if (stop != 0) {
                    return position(at, stop);
                }
                if (++at == end) {
                    break;
                }
                word = window[at];
            }
            if (left == 0) {
                return base64(pos);
            }
            at = fill(base + at);
            word = window[at];
        }
    }

    /** Up to the end of the text from something else. */
    private int special(int pos) {
        while (pos >= 0 && bytes[pos] != '"') {
            pos = bytes[pos] == '\\'
                    ? escapes(pos)
                    : bytes[pos] < ' ' || bytes[pos] == Syntax.DELETE
                            ? syntax.special(pos)
                            : plain(pos, Integer.MAX_VALUE);
        }
        return pos;
    }

    /** From a backslash through words with the escapes of JSON in JSON, to the end of the text or something else. */
    private int escapes(int pos) {
        syntax.seen |= Syntax.ESCAPED;
        int at = at(pos);
        long word = word(at, pos);
        // The highest bit is set of bytes that are not behind a backslash, here of the first one.
        long unescapedFirst = 0x80;
        int calm = CALM;
        for (; ; ) {
            int end = Math.min(at + calm, filled);
            // Of several words: a branch that depends on each would be mispredicted for every other one.
            long noBackslashes = HIGH;
            for (; ; ) {
                // Exact in every byte below the first that is not ASCII.
                long noBackslash = (word ^ '\\' * ONES) + 0x7f * ONES;
                long noQuote = (word ^ '"' * ONES) + 0x7f * ONES;
                long noLineFeed = (word ^ 'n' * ONES) + 0x7f * ONES;
                long unescaped = (noBackslash << 8) | unescapedFirst;
                long stop = stop(word, noQuote, noLineFeed, unescaped);
                if (stop != 0) {
                    long first = stop & -stop;
                    while ((first & ~(noBackslash | word)) != 0) {
                        // A backslash that is escaped itself counts as none.
                        noBackslash |= first;
                        unescaped |= first | (first << 8);
                        stop = stop(word, noQuote, noLineFeed, unescaped);
                        first = stop & -stop;
                    }
                    if (stop != 0) {
                        pos = position(at, stop);
                        return pos > syntax.lastQuote
                                ? syntax.fault(Syntax.TRUNCATED, syntax.end)
                                : (unescaped & first) == 0 ? syntax.special(pos - 1) : pos;
                    }
                }
                noBackslashes &= noBackslash;
                unescapedFirst = noBackslash >>> 56;
                if (++at == end) {
                    break;
                }
                word = window[at];
            }
            pos = (base + at) << 3;
            if (pos > syntax.lastQuote) {
                return syntax.fault(Syntax.TRUNCATED, syntax.end);
            }
            if (noBackslashes == HIGH) {
                return plain(pos, Integer.MAX_VALUE);
            }
            calm = Math.min(2 * calm, CALM_AMONG_MANY);
            at = at(pos);
            word = window[at];
        }
    }

    /** A quote that is not escaped; what is escaped and neither a quote nor a line feed; what is below 0x20; not ASCII. */
    private static long stop(long word, long noQuote, long noLineFeed, long unescaped) {
        return (((noQuote ^ unescaped) & noLineFeed) | (word - 0x20 * ONES) | word) & HIGH;
    }

    /** A text from its start up to where it is not base64, or to its end. */
    private int base64(int from) {
        int at = at(from);
        long stop = noBase64(word(at, from)) & HIGH;
        while (stop == 0) {
            // Behind a whole window zeros end the turn, before the end of the last one the text's quote.
            long four = noBase64(window[at + 1])
                    | noBase64(window[at + 2])
                    | noBase64(window[at + 3])
                    | noBase64(window[at + 4]);
            if ((four & HIGH) == 0) {
                at += TURN;
                continue;
            }
            do {
                stop = noBase64(window[++at]) & HIGH;
            } while (stop == 0);
            if (at == filled) {
                at = fill(base + at);
                stop = noBase64(window[at]) & HIGH;
            }
        }
        int pos = position(at, stop);
        int end = bytes[pos] != '=' ? pos : bytes[pos + 1] != '=' ? pos + 1 : pos + 2;
        if (bytes[end] == '"' && ((end - from) & 3) == 0) {
            syntax.seen = Syntax.BASE64;
            return end;
        }
        return pos;
    }

    /** What is no character of base64, in a mask. */
    private static long noBase64(long word) {
        return (letters(word) ^ noOthers(word)) | word;
    }

    // Two methods, because C1 inlines none of more than 35 bytes. Each range of the alphabet flips the highest bit
    // of its bytes once; no other bit means anything, nor do bytes above the first that is not ASCII.

    private static long letters(long word) {
        long lower = word | 0x20 * ONES;
        return (lower + (0x80 - 'a') * ONES) ^ (lower + (0x7f - 'z') * ONES);
    }

    private static long noOthers(long word) {
        return (word + (0x80 - '/') * ONES) ^ (word + (0x7f - '9') * ONES) ^ ((word ^ '+' * ONES) + 0x7f * ONES);
    }

    private int at(int pos) {
        int at = (pos >> 3) - base;
        return at >= 0 && at < filled ? at : fill(pos >> 3);
    }

    /** The word that {@code pos} is in, with letters in front of it. */
    private long word(int at, int pos) {
        // As short as it is because C1 inlines it so.
        return 'A' * ONES ^ (('A' * ONES ^ window[at]) & -1L << (pos << 3));
    }

    private int position(int at, long mask) {
        return ((base + at) << 3) + (int) ((((mask & -mask) >>> 7) * 0x0001020304050607L) >>> 56);
    }

    private int fill(int word) {
        int whole = words.limit();
        int count = Math.max(0, Math.min(whole - word, WINDOW));
        words.get(word, window, 0, count);
        if (count < WINDOW) {
            long rest = 0;
            for (int pos = bytes.length - 1; pos >= whole << 3; pos--) {
                rest = (rest << 8) | (bytes[pos] & 0xff);
            }
            window[count++] = rest;
        }
        base = word;
        filled = count;
        return 0;
    }
}
