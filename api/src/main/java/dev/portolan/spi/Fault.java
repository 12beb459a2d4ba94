package dev.portolan.spi;

import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import java.util.NoSuchElementException;

/**
 * Makes the exceptions for what {@link Syntax} or mapping code found in one document; loaded only then.
 *
 * <p>Goes on from where it was asked last, so that a batch in which every record is malformed is still read once.
 */
final class Fault {

    /** A path is cut behind so many levels. */
    private static final int LEVELS = 16;

    private final byte[] bytes;
    private final int start;

    /** Per open container: the index of the element, or ~ the position of the name, or ~0 before there is one. */
    private final int[] levels = new int[LEVELS];

    private int depth;

    /** Whether the next text is a name. */
    private boolean name;

    private int pos;

    Fault(byte[] bytes, int start) {
        this.bytes = bytes;
        this.start = start;
        pos = start;
    }

    /** Not declared as what it is, so that the verifier of a class that throws it does not load that class. */
    RuntimeException syntax(Syntax syntax, Limits limits) {
        return at(syntax.problemAt, problem(syntax.problem, limits));
    }

    RuntimeException at(int offset, String problem) {
        return malformed(offset, problem);
    }

    MalformedPayloadException malformed(int offset, String problem) {
        return new MalformedPayloadException(null, path(offset), offset, problem);
    }

    /** What was found instead of a member called {@code name} of the object at {@code offset}. */
    RuntimeException member(int offset, String name, String problem) {
        String path = path(offset);
        return new MalformedPayloadException(null, path.isEmpty() ? name : path + "." + name, offset, problem);
    }

    static RuntimeException tooLarge(int length, Limits limits) {
        return new MalformedPayloadException(
                null,
                "",
                -1,
                "the payload has " + length + " bytes, more than the limit payloadBytes of " + limits.payloadBytes()
                        + "; Limits.withPayloadBytes sets it");
    }

    static RuntimeException closed() {
        return new IllegalStateException("the document is closed");
    }

    static RuntimeException noneLeft() {
        return new NoSuchElementException("no members or elements are left");
    }

    static String tooManyMembers(Limits limits) {
        return "the object has more members than the limit members of " + limits.members()
                + "; Limits.withMembers sets it";
    }

    static String tooManyItems(Limits limits) {
        return "the object has more members than the limit items of " + limits.items() + "; Limits.withItems sets it";
    }

    private static String problem(int problem, Limits limits) {
        return switch (problem) {
            case Syntax.NO_VALUE -> "expected a JSON value, found something else";
            case Syntax.NO_NAME -> "expected a name in quotes, found something else";
            case Syntax.NO_COLON -> "expected a colon behind the name, found something else";
            case Syntax.NO_COMMA -> "expected a comma or the end of the object or array, found something else";
            case Syntax.NO_END -> "expected the end of the payload, found more";
            case Syntax.CONTROL -> "expected text, found a control character in it";
            case Syntax.BAD_ESCAPE -> "expected text, found an unknown escape in it";
            case Syntax.NO_UTF8 -> "expected text, found bytes in it that are not UTF-8";
            case Syntax.BAD_NUMBER -> "expected a number, found one that JSON does not allow";
            case Syntax.TOO_DEEP ->
                "nested deeper than the limit depth of " + limits.depth() + "; Limits.withDepth sets it";
            default -> "expected more, found the end of the payload";
        };
    }

    /** The type of the value at {@code pos}, as messages call it. */
    static String found(byte[] bytes, int pos) {
        return switch (bytes[pos]) {
            case '"' -> bytes[pos + 1] == '"' ? "an empty text" : "text";
            case '{' -> "an object";
            case '[' -> "an array";
            case 't', 'f' -> "true or false";
            case 'n' -> "null";
            default -> "a number";
        };
    }

    /**
     * The path of the value or fault at {@code offset}, up to which the document is well-formed. Names that are not made of
     * letters, digits, {@code _}, {@code .} and {@code -} may be content: they become {@code ?}.
     */
    String path(int offset) {
        if (offset < pos) {
            pos = start;
            depth = 0;
            name = false;
        }
        while (pos < offset) {
            int b = bytes[pos++];
            if (b == '{' || b == '[') {
                if (depth < LEVELS) {
                    levels[depth] = b == '{' ? ~0 : 0;
                }
                depth++;
                name = b == '{';
            } else if (b == '}' || b == ']') {
                depth--;
                name = false;
            } else if (b == ',') {
                if (depth <= LEVELS && levels[depth - 1] >= 0) {
                    levels[depth - 1]++;
                } else {
                    name = true;
                }
            } else if (b == '"') {
                text(offset);
            }
        }
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < depth && i < LEVELS; i++) {
            int level = levels[i];
            if (level >= 0) {
                path.append('[').append(level).append(']');
            } else if (level != ~0) {
                if (path.length() > 0) {
                    path.append('.');
                }
                name(bytes, ~level, path);
            }
        }
        return depth > LEVELS ? path.append('…').toString() : path.toString();
    }

    private void text(int offset) {
        int content = pos;
        while (pos < offset && bytes[pos] != '"') {
            pos += bytes[pos] == '\\' ? 2 : 1;
        }
        if (name && pos < offset && depth <= LEVELS) {
            levels[depth - 1] = ~content;
        }
        name = false;
        pos++;
    }

    private static void name(byte[] bytes, int pos, StringBuilder path) {
        int from = path.length();
        for (int b = bytes[pos]; b != '"'; b = bytes[++pos]) {
            boolean safe = (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
            if ((!safe && b != '_' && b != '-' && b != '.') || path.length() - from == 64) {
                path.setLength(from);
                path.append('?');
                return;
            }
            path.append((char) b);
        }
        if (path.length() == from) {
            path.append('?');
        }
    }
}
