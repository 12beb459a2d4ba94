package dev.portolan.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a request that stand in one text. */
public final class HttpParts {

    private HttpParts() {}

    /** The decoded parameters of a raw query, in its order; a parameter without {@code =} has an empty value. */
    public static Map<String, List<String>> query(@Nullable String rawQuery) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        String text = rawQuery == null ? "" : rawQuery;
        int end = text.length();
        for (int start = 0; start < end; ) {
            int next = indexOf(text, '&', start, end);
            if (next > start) {
                int equals = indexOf(text, '=', start, next);
                String name = Percent.decodeForm(text.substring(start, equals));
                String value = equals == next ? "" : Percent.decodeForm(text.substring(equals + 1, next));
                List<String> values = query.get(name);
                if (values == null) {
                    values = new ArrayList<>(1);
                    query.put(name, values);
                }
                values.add(value);
            }
            start = next + 1;
        }
        return query;
    }

    /** The cookies of a {@code Cookie} header as {@code name=value}, in its order; none for null. */
    public static List<String> cookies(@Nullable String header) {
        List<String> cookies = new ArrayList<>();
        String text = header == null ? "" : header;
        int end = text.length();
        for (int start = 0; start < end; ) {
            int next = indexOf(text, ';', start, end);
            String cookie = text.substring(start, next).strip();
            if (!cookie.isEmpty()) {
                cookies.add(cookie);
            }
            start = next + 1;
        }
        return cookies;
    }

    /**
     * The last address of an {@code X-Forwarded-For}, without its port: the front end has added it, all before it are the
     * caller's word. Null if there is none.
     */
    public static @Nullable String lastForwarded(@Nullable String addresses) {
        if (addresses == null) {
            return null;
        }
        String last = addresses.substring(addresses.lastIndexOf(',') + 1).strip();
        int bracket = last.startsWith("[") ? last.indexOf(']') : -1;
        int colon = last.indexOf(':');
        String address = bracket > 0
                ? last.substring(1, bracket)
                : colon > 0 && last.lastIndexOf(':') == colon ? last.substring(0, colon) : last;
        return address.isEmpty() ? null : address;
    }

    /** Where the character is, looked for no further than {@code end}; else that. */
    private static int indexOf(String text, char c, int start, int end) {
        int at = start;
        while (at < end && text.charAt(at) != c) {
            at++;
        }
        return at;
    }
}
