package dev.portolan.conformance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A payload taken apart: where each value stands, so that one can be exchanged while all other bytes stay.
 *
 * <p>Of a document these are its values, of an HTTP request the headers and the values of a JSON body.
 */
final class Anatomy {

    /** What stands at a place. */
    enum Kind {
        OBJECT,
        ARRAY,
        TEXT,
        /** A number, true, false or null. */
        LITERAL,
        /** The value of an HTTP header. */
        HEADER
    }

    /**
     * One value.
     *
     * @param path such as {@code Records[0].body} or {@code header ce-id}; empty for the document itself
     * @param nameStart where the member's name begins, quote included; -1 for what is no member
     */
    record Part(String path, Kind kind, int start, int end, int nameStart, int nameEnd) {

        boolean isLeaf() {
            return kind == Kind.TEXT || kind == Kind.LITERAL || kind == Kind.HEADER;
        }

        /** The path without the positions in arrays, the same for all records of a batch. */
        String pattern() {
            return path.replaceAll("\\[[0-9]+]", "[]");
        }
    }

    private final byte[] payload;
    private final int body;
    private final List<Part> parts = new ArrayList<>();

    /** What each value of the document stands in. */
    private final Map<Part, Part> holders = new HashMap<>();

    private boolean isJson;

    private Anatomy(byte[] payload, int body) {
        this.payload = payload;
        this.body = body;
    }

    static Anatomy of(Fixture fixture) {
        byte[] payload = fixture.payload();
        int body = fixture.isHttp() ? bodyOf(payload) : 0;
        Anatomy anatomy = new Anatomy(payload, body);
        if (fixture.isHttp()) {
            anatomy.addHeaders();
        }
        anatomy.addDocument();
        return anatomy;
    }

    /** Whether the payload, or its body, is a JSON document. */
    boolean isJson() {
        return isJson;
    }

    /** The values in the order in which they begin; a container comes before what it holds. */
    List<Part> parts() {
        return parts;
    }

    /** A value's path without positions in arrays, and with {@code *} for the names in maps: the same for all records. */
    String pattern(Part part, Predicate<Part> isMap) {
        Part holder = holders.get(part);
        if (holder == null) {
            return part.pattern();
        }
        String outer = pattern(holder, isMap);
        if (isMap.test(holder)) {
            return outer.isEmpty() ? "*" : outer + ".*";
        }
        return outer + part.pattern().substring(holder.pattern().length());
    }

    private static int bodyOf(byte[] request) {
        for (int i = 3; i < request.length; i++) {
            if (request[i - 3] == '\r' && request[i - 2] == '\n' && request[i - 1] == '\r' && request[i] == '\n') {
                return i + 1;
            }
        }
        return request.length;
    }

    private void addHeaders() {
        String head = new String(payload, 0, body, StandardCharsets.ISO_8859_1);
        for (int line = head.indexOf("\r\n") + 2; line < head.length() - 2; line = head.indexOf("\r\n", line) + 2) {
            int colon = head.indexOf(':', line);
            int end = head.indexOf("\r\n", line);
            if (colon > line && colon < end) {
                int start = colon + 1;
                while (start < end && head.charAt(start) == ' ') {
                    start++;
                }
                String name = head.substring(line, colon).toLowerCase(java.util.Locale.ROOT);
                parts.add(new Part("header " + name, Kind.HEADER, start, end, line, colon));
            }
        }
    }

    private void addDocument() {
        List<Part> found = new ArrayList<>();
        try (JsonParser parser = StrictJson.tokens(Arrays.copyOfRange(payload, body, payload.length))) {
            Walk walk = new Walk(parser, found);
            if (parser.nextToken() != null) {
                walk.value("", -1, -1);
                isJson = parser.nextToken() == null;
            }
        } catch (IOException e) {
            isJson = false;
        }
        if (isJson) {
            parts.addAll(found);
            addHolders(found);
        }
    }

    private void addHolders(List<Part> found) {
        Deque<Part> open = new ArrayDeque<>();
        for (Part part : found) {
            while (!open.isEmpty() && open.element().end() <= part.start()) {
                open.pop();
            }
            if (!open.isEmpty()) {
                holders.put(part, open.element());
            }
            if (!part.isLeaf()) {
                open.push(part);
            }
        }
    }

    /** A walk over the values of a document. */
    private final class Walk {
        private final JsonParser parser;
        private final List<Part> found;

        Walk(JsonParser parser, List<Part> found) {
            this.parser = parser;
            this.found = found;
        }

        void value(String path, int nameStart, int nameEnd) throws IOException {
            JsonToken token = parser.currentToken();
            int at = found.size();
            int start = start();
            if (token == JsonToken.START_OBJECT) {
                members(path);
            } else if (token == JsonToken.START_ARRAY) {
                for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                    value(path + "[" + i + "]", -1, -1);
                }
            }
            found.add(at, new Part(path, kind(token), start, end(), nameStart, nameEnd));
        }

        private void members(String path) throws IOException {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                int nameStart = start();
                int nameEnd = behindText(nameStart);
                parser.nextToken();
                value(path.isEmpty() ? name : path + "." + name, nameStart, nameEnd);
            }
        }

        private int start() throws IOException {
            long offset = parser.currentTokenLocation().getByteOffset();
            if (offset < 0) {
                throw new IOException("Jackson knows no offsets where the encoding is not UTF-8");
            }
            return body + (int) offset;
        }

        private int end() throws IOException {
            parser.finishToken();
            return body + (int) parser.currentLocation().getByteOffset();
        }

        /** Jackson has read on to the colon when it knows a name. */
        private int behindText(int start) {
            int at = start + 1;
            while (payload[at] != '"') {
                at += payload[at] == '\\' ? 2 : 1;
            }
            return at + 1;
        }

        private static Kind kind(JsonToken token) {
            return switch (token) {
                case START_OBJECT -> Kind.OBJECT;
                case START_ARRAY -> Kind.ARRAY;
                case VALUE_STRING -> Kind.TEXT;
                default -> Kind.LITERAL;
            };
        }
    }

    /** What stands there, as it is written. */
    String text(Part part) {
        return new String(payload, part.start(), part.end() - part.start(), StandardCharsets.UTF_8);
    }

    /** The payload with other JSON (or another header value) in the place of a part. */
    byte[] with(Part part, String replacement) {
        return spliced(part.start(), part.end(), replacement);
    }

    /** The payload with another name for a member or header: the old one is missing then. */
    byte[] renamed(Part part, String name) {
        return spliced(part.nameStart(), part.nameEnd(), part.kind() == Kind.HEADER ? name : '"' + name + '"');
    }

    /** The request with its headers in the opposite order. */
    byte[] withHeadersReversed() {
        String[] lines = new String(payload, 0, body, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        StringBuilder head = new StringBuilder(lines[0]).append("\r\n");
        for (int line = lines.length - 1; line > 0; line--) {
            head.append(lines[line]).append(lines[line].isEmpty() ? "" : "\r\n");
        }
        byte[] request = payload.clone();
        System.arraycopy(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1), 0, request, 0, body);
        return request;
    }

    /** The payload with a member twice. */
    byte[] repeated(Part member) {
        byte[] twice = Arrays.copyOfRange(payload, member.nameStart(), member.end());
        return spliced(member.nameStart(), member.nameStart(), new String(twice, StandardCharsets.UTF_8) + ",");
    }

    /**
     * The payload with so many times its records: the elements of every array, that is in no other, of this size. A batch may
     * tell of its records in several arrays; null if there is none.
     */
    byte @Nullable [] withRecords(int size, int times) {
        Map<Part, Integer> sizes = new HashMap<>();
        holders.values().forEach(holder -> sizes.merge(holder, 1, Integer::sum));
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        int at = 0;
        for (Part array : parts) {
            if (array.kind() == Kind.ARRAY && sizes.getOrDefault(array, 0) == size && !isInArray(array)) {
                int start = array.start() + 1;
                int end = array.end() - 1;
                more.write(payload, at, start - at);
                for (int i = 1; i < times; i++) {
                    more.write(payload, start, end - start);
                    more.write(',');
                }
                at = start;
            }
        }
        if (at == 0) {
            return null;
        }
        more.write(payload, at, payload.length - at);
        return body == 0 ? more.toByteArray() : withLength(more.toByteArray());
    }

    private boolean isInArray(Part part) {
        Part holder = holders.get(part);
        return holder != null && (holder.kind() == Kind.ARRAY || isInArray(holder));
    }

    /** The payload with one more member at the beginning of an object. */
    byte[] withMember(Part object, String member) {
        boolean isEmpty = text(object).substring(1).stripLeading().startsWith("}");
        return spliced(object.start() + 1, object.start() + 1, isEmpty ? member : member + ",");
    }

    private byte[] spliced(int start, int end, String replacement) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream(payload.length + replacement.length());
        spliced.write(payload, 0, start);
        spliced.writeBytes(replacement.getBytes(StandardCharsets.UTF_8));
        spliced.write(payload, end, payload.length - end);
        return start < body || body == 0 ? spliced.toByteArray() : withLength(spliced.toByteArray());
    }

    /** A request must tell how long its body is. */
    private byte[] withLength(byte[] request) {
        for (Part part : parts) {
            if (part.path().equals("header content-length")) {
                byte[] length = Integer.toString(request.length - body).getBytes(StandardCharsets.US_ASCII);
                ByteArrayOutputStream corrected = new ByteArrayOutputStream(request.length + 2);
                corrected.write(request, 0, part.start());
                corrected.writeBytes(length);
                corrected.write(request, part.end(), request.length - part.end());
                return corrected.toByteArray();
            }
        }
        return request;
    }
}
