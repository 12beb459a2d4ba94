package dev.portolan.spi;

import java.net.URI;

/**
 * What RFC 3986 allows in a URI-reference, and the encoding of what it does not.
 *
 * <p>Stricter than {@link URI} where that follows the older RFC 2396, and never laxer: what passes here, {@code URI} takes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#appendix-A">RFC 3986, appendix A</a>
 */
public final class Uris {

    private static final int UNRESERVED = 1;
    private static final int SUB_DELIMITER = 2;
    private static final int COLON = 4;
    private static final int AT = 8;
    private static final int SLASH = 16;
    private static final int QUESTION_MARK = 32;
    private static final int NUMBER_SIGN = 64;
    private static final int BRACKET = 128;
    private static final int SEGMENT = UNRESERVED | SUB_DELIMITER | AT;
    private static final int PATH = SEGMENT | COLON | SLASH;
    private static final int QUERY = PATH | QUESTION_MARK;

    /** What each ASCII character is; 0 for one that no URI holds, and for the percent sign. */
    private static final short[] CLASS = new short[128];

    static {
        for (char c = 0; c < CLASS.length; c++) {
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            boolean unreserved = letter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
            CLASS[c] = (short) (unreserved ? UNRESERVED : "!$&'()*+,;=".indexOf(c) >= 0 ? SUB_DELIMITER : 0);
        }
        CLASS[':'] = COLON;
        CLASS['@'] = AT;
        CLASS['/'] = SLASH;
        CLASS['?'] = QUESTION_MARK;
        CLASS['#'] = NUMBER_SIGN;
        CLASS['['] = BRACKET;
        CLASS[']'] = BRACKET;
    }

    private Uris() {}

    /** Whether the text is a URI with a scheme. */
    public static boolean isAbsolute(String text) {
        return schemeEnd(text) > 0 && isReference(text);
    }

    /** Whether the text is a non-empty URI-reference that {@link URI} can hold. */
    public static boolean isReference(String text) {
        return isPlain(text) || isReferenceInParts(text);
    }

    /** What references are as a rule is told in one pass: names, slashes and colons, a scheme or a host in front. */
    private static boolean isPlain(String text) {
        int length = text.length();
        int firstColon = length;
        int lastColon = -1;
        int slash = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && !is(c, UNRESERVED)) {
                if (c == ':') {
                    firstColon = lastColon < 0 ? i : firstColon;
                    lastColon = i;
                } else if (c == '/') {
                    slash = Math.min(slash, i);
                } else {
                    return false;
                }
            }
        }
        boolean scheme = firstColon < slash;
        int rest = scheme ? firstColon + 1 : 0;
        if (rest == length || firstColon == 0 || (scheme && schemeEnd(text) != firstColon)) {
            return false;
        }
        return !text.startsWith("//", rest) || (lastColon < rest && rest + 2 < length && text.charAt(rest + 2) != '/');
    }

    private static boolean isReferenceInParts(String text) {
        if (text.isEmpty()) {
            return false;
        }
        int fragment = text.indexOf('#');
        int end = fragment < 0 ? text.length() : fragment;
        if (fragment >= 0 && !isMadeOf(text, fragment + 1, text.length(), QUERY)) {
            return false;
        }
        int query = text.indexOf('?');
        if (query >= 0 && query < end) {
            if (!isMadeOf(text, query + 1, end, QUERY)) {
                return false;
            }
            end = query;
        }
        int scheme = schemeEnd(text);
        int start = scheme > 0 ? scheme + 1 : 0;
        if (scheme > 0 && start == text.length()) {
            return false;
        }
        if (scheme > 0 && start == end && text.charAt(start) == '#') {
            return false;
        }
        if (text.startsWith("//", start) && start + 2 <= end) {
            int path = indexOf(text, '/', start + 2, end);
            return (path > start + 2 ? isAuthority(text, start + 2, path) : path < text.length())
                    && isMadeOf(text, path, end, PATH)
                    && isHeldByJava(text, start + 2, path);
        }
        if (scheme <= 0 && indexOf(text, ':', start, end) < indexOf(text, '/', start, end)) {
            return false;
        }
        return isMadeOf(text, start, end, PATH);
    }

    /**
     * The text with whatever no URI-reference allows percent-encoded; text that is legal as it stands comes back unchanged.
     * Never empty for a non-empty text.
     */
    public static String encodeReference(String text) {
        if (isReference(text)) {
            return text;
        }
        String encoded = encode(text, QUERY | NUMBER_SIGN | BRACKET);
        if (isReference(encoded)) {
            return encoded;
        }
        String path = encode(text, SEGMENT | SLASH);
        return path.startsWith("//") ? "/%2F" + path.substring(2) : path;
    }

    /** The text with whatever a URI path does not allow percent-encoded; {@code %} before two hex digits stays. */
    public static String encodePath(String text) {
        return encode(text, PATH);
    }

    /** The text as one query name or value: everything but unreserved characters percent-encoded, {@code %} too. */
    public static String encodeComponent(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (is(codePoint, UNRESERVED)) {
                encoded.append((char) codePoint);
            } else {
                Attributes.appendPercentEncoded(encoded, codePoint);
            }
        }
        return encoded.toString();
    }

    private static String encode(String text, int allowed) {
        StringBuilder encoded = null;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            boolean legal = is(codePoint, allowed) || (codePoint == '%' && isEscape(text, i, text.length()));
            if (!legal && encoded == null) {
                encoded = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (encoded != null && legal) {
                encoded.append((char) codePoint);
            } else if (encoded != null) {
                Attributes.appendPercentEncoded(encoded, codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return encoded == null ? text : encoded.toString();
    }

    private static int schemeEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return i;
            }
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
            boolean later = i > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.');
            if (!letter && !later) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isAuthority(String text, int start, int end) {
        int userEnd = indexOf(text, '@', start, end);
        int host = userEnd < end ? userEnd + 1 : start;
        if (userEnd < end && !isMadeOf(text, start, userEnd, UNRESERVED | SUB_DELIMITER | COLON)) {
            return false;
        }
        int hostEnd = end;
        if (host < end && text.charAt(host) == '[') {
            int close = indexOf(text, ']', host, end);
            if (close == end || !isMadeOfAddress(text, host + 1, close)) {
                return false;
            }
            hostEnd = close + 1;
            if (hostEnd < end && text.charAt(hostEnd) != ':') {
                return false;
            }
        } else {
            hostEnd = indexOf(text, ':', host, end);
            if (!isMadeOf(text, host, hostEnd, UNRESERVED | SUB_DELIMITER)) {
                return false;
            }
        }
        for (int i = hostEnd + 1; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** What Java does not look at in an IPv6 address: there is no zone, and no octet of decimal digits begins with 0. */
    private static boolean isMadeOfAddress(String text, int start, int end) {
        int dot = indexOf(text, '.', start, end);
        int octet = text.lastIndexOf(':', dot) + 1;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!isHex(c) && c != ':' && c != '.') {
                return false;
            }
            boolean begins = dot < end && i >= octet && (i == octet || text.charAt(i - 1) == '.');
            if (begins && c == '0' && i + 1 < end && text.charAt(i + 1) != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHeldByJava(String text, int start, int end) {
        if (indexOf(text, '[', start, end) == end
                && indexOf(text, '@', start, end) == end
                && indexOf(text, ':', start, end) == end) {
            return true;
        }
        try {
            URI.create(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isMadeOf(String text, int start, int end, int allowed) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!is(c, allowed) && (c != '%' || !isEscape(text, i, end))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEscape(String text, int at, int end) {
        return at + 2 < end && isHex(text.charAt(at + 1)) && isHex(text.charAt(at + 2));
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    }

    private static boolean is(int c, int allowed) {
        return c < CLASS.length && (CLASS[c] & allowed) != 0;
    }

    private static int indexOf(String text, char c, int start, int end) {
        int at = text.indexOf(c, start);
        return at < 0 || at > end ? end : at;
    }
}
