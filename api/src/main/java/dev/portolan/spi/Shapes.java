package dev.portolan.spi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of the shapes that objects have, and of what an object of each shape is called.
 *
 * <p>A row is a line: the kind, and the marks that an object of the kind has, all of them. A kind may have several rows.
 *
 * <table>
 * <caption>Marks</caption>
 * <tr><td>{@code name}</td><td>there is such a member, and it is not null</td></tr>
 * <tr><td>{@code name{}}, {@code name[]}, {@code name""}</td><td>it is an object, an array, a text</td></tr>
 * <tr><td>{@code name=one|other}</td><td>it is one of these texts</td></tr>
 * <tr><td>{@code outer/name}</td><td>the same of a member of a member</td></tr>
 * <tr><td>{@code !mark}</td><td>the mark is not there; not the first of a row</td></tr>
 * </table>
 *
 * <p>No name holds a sign of these, or a blank.
 *
 * <p>An object's members are looked at once for all rows, so that it makes no difference how many there are. The name that a
 * row begins with should therefore be a rare one. Safe for use by many threads.
 */
public final class Shapes {

    /** The first of the rows that begin with a name, by the hash of that: in the first free place from the one it stands for. */
    private final Mark[] rows;

    private final int[] hashes;

    private @Nullable Verdict last;

    /** What an object was found to be, which all are that are made like it in this place of a record that is kept. */
    private record Verdict(int shape, int place, List<String> kinds) {}

    /**
     * A table of these rows.
     *
     * @throws IllegalArgumentException if a row has no mark, one that is not as above, or a first one that is not to be there
     */
    public Shapes(String table) {
        int lines = 0;
        for (int at = table.indexOf('\n'); at >= 0; at = table.indexOf('\n', at + 1)) {
            lines++;
        }
        // Mostly empty: a name that is none of the table's is told by the first place looked at.
        int size = Integer.highestOneBit(lines + 1) * 4;
        rows = new Mark[size];
        hashes = new int[size];
        for (int start = 0; start < table.length(); ) {
            int end = table.indexOf('\n', start);
            end = end < 0 ? table.length() : end;
            add(table.substring(start, end));
            start = end + 1;
        }
    }

    private void add(String row) {
        Mark mark = null;
        int kind = row.indexOf(' ');
        for (int end = row.length(); kind > 0 && end > kind; ) {
            int start = row.lastIndexOf(' ', end - 1) + 1;
            if (start < end) {
                mark = Mark.of(row.substring(start, end), row.substring(0, kind).intern(), mark);
            }
            end = start - 1;
        }
        if (mark == null || mark.isAbsent) {
            throw new IllegalArgumentException("expected a kind and its marks, found: " + row);
        }
        String first = mark.first();
        int place = first.hashCode() & (rows.length - 1);
        while (rows[place] != null && !rows[place].first().equals(first)) {
            place = (place + 1) & (rows.length - 1);
        }
        if (rows[place] == null) {
            rows[place] = mark;
            hashes[place] = first.hashCode();
        } else {
            rows[place].last().nextRow = mark;
        }
    }

    /** The kinds that the object is of, each once; none if it is no object. */
    public List<String> kinds(JsonNode object) {
        if (!object.isObject()) {
            return List.of();
        }
        Json json = object.json;
        int shape = json.keptShape(object.position);
        if (shape == 0) {
            return kindsOf(object);
        }
        int place = json.placeInRecord(object.position);
        Verdict last = this.last;
        if (last != null && last.shape == shape && last.place == place) {
            return last.kinds;
        }
        json.sawText = false;
        List<String> kinds = kindsOf(object);
        // That names have one hash is to be noticed each time.
        if (!json.sawText && !json.collided) {
            this.last = new Verdict(shape, place, List.copyOf(kinds));
        }
        return kinds;
    }

    private List<String> kindsOf(JsonNode object) {
        List<String> kinds = List.of();
        Json json = object.json;
        int entry = json.firstMember(object.position);
        if (entry == Json.NOTHING) {
            // Too deep in the document to have entries, or in one that is mostly names.
            for (JsonNode member : object) {
                kinds = more(kinds, object, member.name().hashCode(), member.name);
            }
            return kinds;
        }
        int[] index = json.index();
        for (int last = json.behindMembers(object.position); entry < last; entry = Json.next(index, entry)) {
            int hash = Json.hash(index, entry);
            // No call for most names.
            if (rows[hash & (rows.length - 1)] != null) {
                kinds = more(kinds, object, hash, Json.name(index, entry));
                // Reading what is nested may have made it anew.
                index = json.index();
            }
        }
        return kinds;
    }

    /** These kinds, and those of rows that begin with the name that stands there and has this hash. */
    private List<String> more(List<String> kinds, JsonNode object, int hash, int name) {
        for (int place = hash & (rows.length - 1); rows[place] != null; place = (place + 1) & (rows.length - 1)) {
            // Names can be made to have the hash of another one: they are not to cost more than any.
            if (hashes[place] == hash && object.json.isCalledExactly(name, rows[place].first(), hash)) {
                return more(kinds, object, rows[place]);
            }
        }
        return kinds;
    }

    private static List<String> more(List<String> kinds, JsonNode object, Mark first) {
        List<String> all = kinds;
        String last = null;
        for (Mark row = first; row != null; row = row.nextRow) {
            // What another name has shown is shown again here, lest it depend on their order what is found malformed.
            if (!row.kind.equals(last) && row.fits(object)) {
                last = row.kind;
                all = and(all, row);
            }
        }
        return all;
    }

    private static List<String> and(List<String> kinds, Mark row) {
        if (kinds.isEmpty()) {
            return row.kindAlone;
        }
        if (kinds.contains(row.kind)) {
            return kinds;
        }
        List<String> both = new ArrayList<>(kinds);
        both.add(row.kind);
        return both;
    }

    /** One mark of a row, and those behind it. */
    private static final class Mark {

        private static final String[] NO_TEXTS = {};

        final String kind;

        /** A list of this kind, which is mostly the only one. */
        final List<String> kindAlone;

        final boolean isAbsent;
        private final @Nullable String outer;
        private final String name;

        /** How the value begins; 0 for any value. */
        private final char form;

        /** What the value may be; none for any text. */
        private final String[] texts;

        private final @Nullable Mark next;

        /** The next row that begins with the same name. */
        @Nullable
        Mark nextRow;

        private Mark(
                String kind,
                boolean isAbsent,
                @Nullable String outer,
                String name,
                char form,
                String[] texts,
                @Nullable Mark next) {
            this.kind = kind;
            kindAlone = List.of(kind);
            this.isAbsent = isAbsent;
            this.outer = outer;
            this.name = name;
            this.form = form;
            this.texts = texts;
            this.next = next;
        }

        static Mark of(String text, String kind, @Nullable Mark next) {
            boolean isAbsent = text.charAt(0) == '!';
            int start = isAbsent ? 1 : 0;
            int end = start;
            while (end < text.length() && "{[\"=".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            int slash = text.lastIndexOf('/', end);
            String form = text.substring(end);
            boolean isOneOf = form.startsWith("=");
            boolean isAny = isOneOf || form.isEmpty();
            // The same objects as the literals of mapping code, which are compared faster.
            String outer = slash < 0 ? null : text.substring(start, slash).intern();
            String name = text.substring(slash < 0 ? start : slash + 1, end).intern();
            if (!isName(outer == null ? name : outer)
                    || !isName(name)
                    || form.equals("=")
                    || !(isAny || form.equals("{}") || form.equals("[]") || form.equals("\"\""))) {
                throw new IllegalArgumentException("expected a mark, found: " + text);
            }
            String[] texts = isOneOf ? texts(form.substring(1)) : NO_TEXTS;
            return new Mark(kind, isAbsent, outer, name, isAny ? 0 : form.charAt(0), texts, next);
        }

        private static boolean isName(String text) {
            return !text.isEmpty() && text.indexOf('/') < 0 && text.indexOf('!') < 0 && text.indexOf('\t') < 0;
        }

        private static String[] texts(String joined) {
            List<String> texts = new ArrayList<>(2);
            int start = 0;
            for (int bar = joined.indexOf('|'); bar >= 0; bar = joined.indexOf('|', start)) {
                texts.add(joined.substring(start, bar));
                start = bar + 1;
            }
            texts.add(joined.substring(start));
            return texts.toArray(NO_TEXTS);
        }

        /** The name that an object has that has this mark. */
        String first() {
            return outer == null ? name : outer;
        }

        Mark last() {
            Mark last = this;
            while (last.nextRow != null) {
                last = last.nextRow;
            }
            return last;
        }

        boolean fits(JsonNode object) {
            for (Mark mark = this; mark != null; mark = mark.next) {
                if (mark.isOn(object) == mark.isAbsent) {
                    return false;
                }
            }
            return true;
        }

        private boolean isOn(JsonNode object) {
            if (texts.length > 0) {
                object.json.sawText = true;
                String text = outer == null ? object.textOrNull(name) : object.textOrNull(outer, name);
                return text != null && isOneOf(text);
            }
            Json json = object.json;
            int found = json.member(outer == null ? object.position : json.child(object.position, outer), name);
            if (found == Json.NOTHING) {
                return false;
            }
            byte first = json.bytes[json.start(found)];
            return form == 0 ? first != 'n' : first == form;
        }

        private boolean isOneOf(String text) {
            for (String each : texts) {
                if (text.equals(each)) {
                    return true;
                }
            }
            return false;
        }
    }
}
