package dev.portolan.spi;

import org.jspecify.annotations.Nullable;

/**
 * What CloudEvents allows in an attribute, and the one reversible rule for what it forbids.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#type-system">CloudEvents type system</a>
 */
public final class Attributes {

    private static final String HEX = "0123456789ABCDEF";

    /** Short names of extensions that were found to be such: those of a source come with each event. */
    private static final @Nullable String[] EXTENSIONS = new String[32];

    private Attributes() {}

    /** Whether every code point of the text may stand in a CloudEvents String. */
    public static boolean isLegal(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if ((char) (c - ' ') > '~' - ' ') {
                int codePoint = text.codePointAt(i);
                if (isForbidden(codePoint)) {
                    return false;
                }
                i += codePoint > 0xFFFF ? 1 : 0;
            }
        }
        return true;
    }

    /** Whether the text is printable ASCII without quotes and backslashes: it is legal, and JSON holds it as it is. */
    public static boolean isPlain(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The same of one character. */
    public static boolean isPlain(char c) {
        // In few bytes, or C1 calls it for every character.
        return (char) (c - ' ') <= '~' - ' ' && c != '"' && c != '\\';
    }

    private static boolean isForbidden(int codePoint) {
        return codePoint < ' '
                || (codePoint >= 0x7F && codePoint <= 0x9F)
                || (codePoint >= 0xD800 && codePoint <= 0xDFFF)
                || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF)
                || (codePoint & 0xFFFE) == 0xFFFE;
    }

    /**
     * A text with an illegal code point made legal: each such code point becomes {@code %XX} per byte of its UTF-8 form (a
     * lone surrogate its three-byte form), and each {@code %} becomes {@code %25}, so that percent-decoding gives the text
     * back.
     */
    public static String escape(String text) {
        if (text.indexOf('%') < 0 && isLegal(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint == '%' || isForbidden(codePoint)) {
                appendPercentEncoded(escaped, codePoint);
            } else {
                escaped.appendCodePoint(codePoint);
            }
        }
        return escaped.toString();
    }

    /** Appends the code point as {@code %XX} per byte of its UTF-8 form; a lone surrogate in its three-byte form. */
    static void appendPercentEncoded(StringBuilder target, int codePoint) {
        if (codePoint < 0x80) {
            appendByte(target, codePoint);
        } else if (codePoint < 0x800) {
            appendByte(target, 0xC0 | (codePoint >> 6));
            appendByte(target, 0x80 | (codePoint & 0x3F));
        } else if (codePoint < 0x10000) {
            appendByte(target, 0xE0 | (codePoint >> 12));
            appendByte(target, 0x80 | ((codePoint >> 6) & 0x3F));
            appendByte(target, 0x80 | (codePoint & 0x3F));
        } else {
            appendByte(target, 0xF0 | (codePoint >> 18));
            appendByte(target, 0x80 | ((codePoint >> 12) & 0x3F));
            appendByte(target, 0x80 | ((codePoint >> 6) & 0x3F));
            appendByte(target, 0x80 | (codePoint & 0x3F));
        }
    }

    private static void appendByte(StringBuilder target, int value) {
        target.append('%').append(HEX.charAt(value >> 4)).append(HEX.charAt(value & 0xF));
    }

    /** Whether an extension may have this name: an attribute's name that the specification has not taken. */
    @SuppressWarnings("ReferenceEquality") // one that is only equal is looked at once more
    public static boolean isExtensionName(String name) {
        int slot = name.hashCode() & (EXTENSIONS.length - 1);
        if (EXTENSIONS[slot] == name) {
            return true;
        }
        boolean is = isAttributeName(name) && !isCoreName(name);
        if (is && name.length() < EXTENSIONS.length) {
            EXTENSIONS[slot] = name;
        }
        return is;
    }

    /** Whether an attribute can have this name: it is made of lower-case letters and digits. */
    public static boolean isAttributeName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Whether the specification has taken this name. */
    public static boolean isCoreName(String name) {
        return switch (name) {
            case "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "data" ->
                true;
            default -> false;
        };
    }

    /**
     * Whether the text is a media type with optional parameters.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc2045#section-5.1">RFC 2045</a>
     */
    public static boolean isMediaType(String text) {
        if (text.equals("application/json")) {
            return true;
        }
        int at = token(text, 0);
        if (at == 0 || at == text.length() || text.charAt(at) != '/') {
            return false;
        }
        int end = token(text, at + 1);
        if (end == at + 1) {
            return false;
        }
        at = end;
        while (at < text.length()) {
            at = blanks(text, at);
            if (at == text.length() || text.charAt(at) != ';') {
                return false;
            }
            at = blanks(text, at + 1);
            end = token(text, at);
            if (end == at || end == text.length() || text.charAt(end) != '=') {
                return false;
            }
            at = value(text, end + 1);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    private static int value(String text, int start) {
        if (start == text.length() || text.charAt(start) != '"') {
            int end = token(text, start);
            return end == start ? -1 : end;
        }
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\') {
                i++;
            }
            if (i < text.length() && (text.charAt(i) < ' ' || text.charAt(i) >= 0x7F)) {
                return -1;
            }
        }
        return -1;
    }

    private static int token(String text, int start) {
        int at = start;
        while (at < text.length() && isTokenCharacter(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c > ' ' && c < 0x7F && "()<>@,;:\\\"/[]?=".indexOf(c) < 0);
    }

    private static int blanks(String text, int start) {
        int at = start;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /** Whether a media type says that the data is JSON: its subtype is {@code json} or ends in {@code +json}. */
    public static boolean isJson(String contentType) {
        String type = mediaTypeOf(contentType);
        return type.endsWith("/json") || type.endsWith("+json");
    }

    /** The media type without its parameters, in lower case: {@code application/json} of {@code Application/JSON; v=1}. */
    public static String mediaTypeOf(String contentType) {
        if (contentType.equals("application/json")) {
            return contentType;
        }
        int end = contentType.indexOf(';');
        return lowerCase((end < 0 ? contentType : contentType.substring(0, end)).strip());
    }

    /** The text with A to Z in lower case and nothing else changed, as names of headers and media types are compared. */
    public static String lowerCase(String text) {
        char[] lower = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower = lower == null ? text.toCharArray() : lower;
                lower[i] = (char) (c | 0x20);
            }
        }
        return lower == null ? text : new String(lower);
    }
}
