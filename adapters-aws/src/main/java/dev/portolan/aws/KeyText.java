package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.JsonNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Says which item a change of DynamoDB is about: {@code name=value} for each key, sorted by name, joined by {@code &}.
 *
 * <p>Used for one record after another, because it would take two thirds of a record's memory with strings and lists of its own.
 */
final class KeyText {

    /** What means something here, begins an escape of JSON, or is a control character, which may not stand in a subject. */
    private static final boolean[] SPECIAL = special();

    /** Sorted, each value beside its name. */
    private String[] names = new String[2];

    private @Nullable JsonNode[] values = new JsonNode[2];
    private int count;
    private byte[] text = new byte[128];
    private int length;

    private static boolean[] special() {
        boolean[] special = new boolean[128];
        Arrays.fill(special, 0, ' ', true);
        for (char c : new char[] {'&', '=', '%', '\\', 127}) {
            special[c] = true;
        }
        return special;
    }

    /** Sets the event's subject; none if these are no keys. */
    void describe(@Nullable JsonNode keys, Draft event) {
        if (keys == null || !keys.isObject()) {
            return;
        }
        count = 0;
        for (JsonNode key : keys) {
            put(key);
        }
        if (isWritten()) {
            event.subject(text, Math.max(0, length - 1));
        } else {
            event.subject(escaped());
        }
    }

    private void put(JsonNode key) {
        if (count == names.length) {
            names = Arrays.copyOf(names, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        String name = key.name();
        int at = count++;
        while (at > 0 && isBefore(name, names[at - 1])) {
            names[at] = names[at - 1];
            values[at] = values[at - 1];
            at--;
        }
        names[at] = name;
        values[at] = scalarOrNull(key);
    }

    /** By code points, which {@link String#compareTo} does not compare beyond the basic plane. */
    private static boolean isBefore(String name, String other) {
        int length = Math.min(name.length(), other.length());
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != other.charAt(i)) {
                return name.codePointAt(i) < other.codePointAt(i);
            }
        }
        return name.length() < other.length();
    }

    private static @Nullable JsonNode scalarOrNull(JsonNode key) {
        JsonNode text = key.atOrNull("S");
        JsonNode number = text == null ? key.atOrNull("N") : text;
        JsonNode scalar = number == null ? key.atOrNull("B") : number;
        return scalar == null || !scalar.isString() ? null : scalar;
    }

    /** Whether the text is ASCII of which nothing has to be escaped; then it was written, with a separator behind it. */
    private boolean isWritten() {
        length = 0;
        for (int i = 0; i < count; i++) {
            if (!add(names[i], '=') || !add(values[i], '&')) {
                return false;
            }
        }
        return true;
    }

    private boolean add(String name, char end) {
        int at = reserve(name.length() + 1);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c > 127 || SPECIAL[c]) {
                return false;
            }
            text[at++] = (byte) c;
        }
        text[at++] = (byte) end;
        length = at;
        return true;
    }

    private boolean add(@Nullable JsonNode value, char end) {
        if (value == null) {
            return add("", end);
        }
        byte[] bytes = value.bytes();
        int last = value.end() - 1;
        int at = reserve(value.end() - value.start());
        byte[] text = this.text;
        for (int i = value.start() + 1; i < last; i++) {
            byte b = bytes[i];
            if (b < 0 || SPECIAL[b]) {
                return false;
            }
            text[at++] = b;
        }
        text[at++] = (byte) end;
        length = at;
        return true;
    }

    private int reserve(int more) {
        if (text.length - length < more) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + more));
        }
        return length;
    }

    private String escaped() {
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < count; i++) {
            JsonNode value = values[i];
            whole.append(i == 0 ? "" : "&")
                    .append(escape(names[i]))
                    .append('=')
                    .append(value == null ? "" : escape(value.string()));
        }
        return whole.toString();
    }

    private static String escape(String text) {
        return Attributes.escape(text).replace("&", "%26").replace("=", "%3D");
    }
}
