package dev.portolan.spi;

import org.jspecify.annotations.Nullable;

/**
 * The scalars of JSON (RFC 8259) and UTF-8, checked without a copy, an exception or a recursion.
 *
 * <p>Every method takes the position where something begins and returns the one behind it, or -1 after it noted a fault.
 * None compares positions with the end of the bytes: a text is only begun before the last quote, where it ends at the
 * latest, and all else in an object or array stops at the last closing bracket, behind which nothing is read.
 */
final class Syntax {

    /** Seen in a text: a backslash. */
    static final int ESCAPED = 1;

    /** Seen in a text: a character outside ASCII, as UTF-8; DEL, too, at least where there are no escapes. */
    static final int WIDE = 2;

    /** Seen in a text: the escape of half a surrogate pair, which is no character. */
    static final int LONE = 4;

    /** Seen where it was cheap: the text is padded standard base64 (RFC 4648 section 4) without escapes. */
    static final int BASE64 = 8;

    /** The one character of ASCII behind the printable ones. */
    static final byte DELETE = 0x7F;

    static final int NO_VALUE = 0;
    static final int NO_NAME = 1;
    static final int NO_COLON = 2;
    static final int NO_COMMA = 3;
    static final int NO_END = 4;
    static final int CONTROL = 5;
    static final int BAD_ESCAPE = 6;
    static final int NO_UTF8 = 7;
    static final int BAD_NUMBER = 8;
    static final int TOO_DEEP = 9;
    static final int TRUNCATED = 10;
    static final int OVER_BUDGET = 11;

    final byte[] bytes;
    final int end;

    /** The last closing bracket of a document that is an object or array; less than any position if there is none. */
    final int lastBracket;

    /** The last quote before that; less than any position if there is none. */
    final int lastQuote;

    private final @Nullable Scratch scratch;

    /** Reads the texts of large payloads. */
    private final @Nullable Words words;

    /** What was seen in the last text. */
    int seen;

    int problem;
    int problemAt;

    /** What is in {@code bytes} from {@code root}, where its first value begins, up to {@code end}. */
    Syntax(byte[] bytes, int root, int end, @Nullable Scratch scratch) {
        this.bytes = bytes;
        this.end = end;
        boolean container = root < end && (bytes[root] == '{' || bytes[root] == '[');
        int last = end - 1;
        while (container && last > root && bytes[last] != '}' && bytes[last] != ']') {
            last--;
        }
        lastBracket = container && last > root ? last : -1;
        while (last >= root && bytes[last] != '"') {
            last--;
        }
        lastQuote = last;
        this.scratch = scratch;
        words = scratch != null && end - root >= Words.WORTH ? new Words(this, scratch) : null;
    }

    int fault(int problem, int pos) {
        this.problem = problem;
        this.problemAt = pos;
        return -1;
    }

    /** The first position from {@code pos} up to {@code end} that holds no white space. */
    static int space(byte[] bytes, int pos, int end) {
        while (pos < end && (bytes[pos] == ' ' || bytes[pos] == '\n' || bytes[pos] == '\r' || bytes[pos] == '\t')) {
            pos++;
        }
        return pos;
    }

    /** The first position from {@code pos} that holds no white space. */
    int space(int pos) {
        return bytes[pos] > ' ' ? pos : space(bytes, pos, end);
    }

    /** The colon behind a name and the white space around it. */
    int colon(int pos) {
        pos = space(pos);
        return bytes[pos] == ':' ? space(pos + 1) : fault(NO_COLON, pos);
    }

    /** A text from behind its first quote; returns the position of its last one. */
    int text(int pos) {
        return words != null ? words.text(pos) : shortText(pos);
    }

    /** The same, of a text in which the same may be seen as in another one. */
    int textLike(int pos, int seen) {
        if (words != null) {
            return words.textLike(pos, seen);
        }
        // A long one in a small payload.
        return scratch != null && (seen & BASE64) != 0 ? new Words(this, scratch).textLike(pos, seen) : shortText(pos);
    }

    /**
     * Whether a text in which that was seen may be read on from any place: no escape or character is cut in two there. What may be
     * base64 is told from its beginning only.
     */
    static boolean isPlain(int seen) {
        return (seen & (ESCAPED | WIDE | BASE64)) == 0;
    }

    /** Like {@link #text}, from within a text that is plain so far. */
    int rest(int pos) {
        return words != null ? words.rest(pos) : shortText(pos);
    }

    /** Like {@link #text}, for texts that are short as a rule. */
    int shortText(int pos) {
        if (pos > lastQuote) {
            return fault(TRUNCATED, end);
        }
        byte[] bytes = this.bytes;
        seen = 0;
        for (; ; ) {
            byte b = bytes[pos];
            // One more than DEL is no byte above the blank.
            while ((byte) (b + 1) > ' ' && b != '"' && b != '\\') {
                b = bytes[++pos];
            }
            if (b == '"') {
                return pos;
            }
            pos = special(pos);
            if (pos < 0) {
                return pos;
            }
        }
    }

    /** An escape or a character outside printable ASCII, in a text. */
    int special(int pos) {
        int b = bytes[pos];
        // The escape that JSON in JSON is full of.
        if (b == '\\' && bytes[pos + 1] == '"' && pos + 2 <= lastQuote) {
            seen |= ESCAPED;
            return pos + 2;
        }
        if (b == DELETE) {
            seen |= WIDE;
            return pos + 1;
        }
        if (b != '\\' && b >= 0) {
            return fault(CONTROL, pos);
        }
        int length = b == '\\' ? escape(pos) : utf8(bytes, pos, end);
        if (length == 0) {
            return fault(b == '\\' ? BAD_ESCAPE : NO_UTF8, pos);
        }
        seen |= b < 0 ? WIDE : length > 0 ? ESCAPED : ESCAPED | LONE;
        pos += Math.abs(length);
        return pos > lastQuote ? fault(TRUNCATED, end) : pos;
    }

    /** The length of the escape at {@code pos}, a pair of surrogates taken together; -6 for half a pair, 0 for none. */
    private int escape(int pos) {
        int b = bytes[pos + 1];
        if (b != 'u') {
            return b == '"' || b == '\\' || b == '/' || b == 'n' || b == 't' || b == 'r' || b == 'b' || b == 'f'
                    ? 2
                    : 0;
        }
        int unit = hex(bytes, pos + 2);
        if (unit < 0xD800 || unit > 0xDFFF) {
            return unit < 0 ? 0 : 6;
        }
        boolean pair = unit < 0xDC00
                && bytes[pos + 6] == '\\'
                && bytes[pos + 7] == 'u'
                && (hex(bytes, pos + 8) & 0xFFFFFC00) == 0xDC00;
        return pair ? 12 : -6;
    }

    /** Four hexadecimal digits, or -1. */
    static int hex(byte[] bytes, int pos) {
        int unit = 0;
        for (int i = pos; i < pos + 4; i++) {
            int b = bytes[i];
            int digit = b >= '0' && b <= '9' ? b - '0' : (b | 32) >= 'a' && (b | 32) <= 'f' ? (b | 32) - 'a' + 10 : -1;
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /** The length of the character outside ASCII at {@code pos}; 0 if it is not well-formed UTF-8. */
    static int utf8(byte[] bytes, int pos, int end) {
        int lead = bytes[pos] & 0xff;
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (end - pos < length) {
            return 0;
        }
        int second = bytes[pos + 1] & 0xff;
        int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return 0;
        }
        for (int i = pos + 2; i < pos + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** A number, {@code true}, {@code false} or {@code null}. */
    int scalar(int pos) {
        if (pos > lastBracket) {
            return loneScalar(pos);
        }
        int b = bytes[pos];
        if (b == '-' || (b >= '0' && b <= '9')) {
            return number(pos);
        }
        String word = b == 't' ? "true" : b == 'f' ? "false" : b == 'n' ? "null" : "";
        int length = word.length();
        if (length == 0) {
            return fault(NO_VALUE, pos);
        }
        for (int i = 1; i < length; i++) {
            if (bytes[pos + i] != word.charAt(i)) {
                return fault(NO_VALUE, pos);
            }
        }
        return pos + length;
    }

    /** The same where no bracket follows: read from a copy in brackets. */
    private int loneScalar(int pos) {
        byte[] array = new byte[end - pos + 2];
        array[0] = '[';
        System.arraycopy(bytes, pos, array, 1, end - pos);
        array[array.length - 1] = ']';
        Syntax syntax = new Syntax(array, 0, array.length, null);
        int behind = syntax.scalar(1);
        return behind < 0 ? fault(syntax.problem, pos) : pos - 1 + behind;
    }

    private int number(int pos) {
        byte[] bytes = this.bytes;
        int from = pos;
        if (bytes[pos] == '-') {
            pos++;
        }
        int first = pos;
        pos = digits(bytes, pos);
        boolean good = pos > first && (bytes[first] != '0' || pos == first + 1);
        if (good && bytes[pos] == '.') {
            int fraction = ++pos;
            pos = digits(bytes, pos);
            good = pos > fraction;
        }
        if (good && (bytes[pos] | 32) == 'e') {
            pos++;
            if (bytes[pos] == '+' || bytes[pos] == '-') {
                pos++;
            }
            int exponent = pos;
            pos = digits(bytes, pos);
            good = pos > exponent;
        }
        return good ? pos : fault(BAD_NUMBER, from);
    }

    private static int digits(byte[] bytes, int pos) {
        int b = bytes[pos];
        while (b >= '0' && b <= '9') {
            b = bytes[++pos];
        }
        return pos;
    }
}
