package dev.portolan.spi;

import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document, completely validated and ready to be read by name; nothing in it is copied or decoded before it is
 * asked for.
 *
 * <p>Validated means: JSON as RFC 8259 has it, well-formed UTF-8 (a byte order mark in front is allowed), nothing behind
 * the value, no limit exceeded. A document is used by one thread, and its nodes until it is closed. It reads the caller's
 * array, which must not change.
 */
public final class Json implements AutoCloseable {

    // What is asked for most is in methods of few bytes: C1 inlines none of more than 35, and within another even
    // fewer.

    // One value: five ints. Members and elements of an indexed container follow its own entry; what is nested deeper
    // comes between them.

    /** {@link String#hashCode()} of the name; an element has none. */
    static final int HASH = 0;

    /**
     * In the same place of an element and of the document: the shape of a record, which is the entry of the first one made so, or
     * less than 0 that of one that is kept; else 0.
     */
    static final int SHAPE = 0;

    /** Where the name's content begins, ~ of it if it has escapes or characters outside ASCII, -1 for an element. */
    static final int NAME = 1;

    static final int START = 2;
    static final int END = 3;

    /** Indexed container: where the next entry beside it is, times 2, plus 1 once entered. Else negative, with flags. */
    static final int LINK = 4;

    static final int ENTRY = 5;

    static final int LEAF = Integer.MIN_VALUE;

    /** Flag of a leaf beside those of {@link Syntax}: the record that this one was read as has the same there. */
    static final int SAME = 16;

    /** No such member. Other negative positions are ~ the start of a value that has no entry. */
    static final int NOTHING = Integer.MIN_VALUE;

    /** The document, a batch, a record, two parts of it, a value beside its type: mapping code rarely goes further. */
    private static final int LEVELS = 6;

    /** Where that takes too much memory. */
    private static final int FEWER_LEVELS = 5;

    /** A small document is indexed whole as a rule: entering what has no entries costs a second pass over it. */
    private static final int SMALL = 4096;

    private static final int SMALL_LEVELS = 8;

    static final int NO_ENTRIES = -1;

    private static final Limits NO_LIMITS = new Limits(
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE);

    /** Among up to so many members each name's hash is looked for before names are sorted. */
    private static final int FEW = 64;

    final byte[] bytes;
    private final int from;
    private final int end;
    final Limits limits;
    final Syntax syntax;
    final Scratch scratch;

    /** See {@link Scratch}: many names are asked for that are not there. */
    private final int[] objects;

    private final long[] hashes;

    /** Null once this is closed. */
    private int @Nullable [] index;

    /** Null while nothing is found wrong. */
    private @Nullable Fault fault;

    /** How large the index may be together with the smaller one that it grows out of, which is kept for that moment. */
    private int budget;

    /** Where the next entry goes. */
    private int free;

    /** Where the entries of the document end. */
    private int used;

    /** How deep the document nests. */
    private int deepest;

    /** The object read last that is an element of an array, not within another such one, and how many containers are around it. */
    private int recordRead;

    private int aroundRecords;

    /** The record whose members are looked up where those of one made like it were found, and how many ints its entries have. */
    private int record;

    private int recordSize;

    /** What its shape is called in {@link Places}, and how much more that is than {@link #SHAPE}. */
    private int recordShape;

    private int shapesBefore;

    /** The first record of a large document, and how many containers are around it; 0 if there is none, as is a document. */
    private int firstRecord;

    private int aroundFirst;

    /** Whether all of it was read as the one that is kept. */
    private boolean isAsKept;

    /** What keeps it for the next ones. */
    private @Nullable KeptRecord keeper;

    /** The start of the one object without entries for its members that has them for now, from {@code used} on. */
    private int unfolded = -1;

    /** {@link #NAME} of the member found last. */
    private int foundName;

    /** Whether {@link Shapes} had to look at what a text says. */
    boolean sawText;

    /** Whether a name was asked for that has the hash of another one: then hashes tell nothing any more. */
    boolean collided;

    /** Of the first of several names that were asked for last: where, what, and what was found. */
    private int parent = NOTHING;

    private String childName = "";
    private int child = NOTHING;

    /** The text that was read last of those that are printable ASCII without escapes. */
    private String ascii = "";

    private Json(byte[] bytes, int from, int end, Limits limits) {
        this.bytes = bytes;
        this.from = from;
        this.end = end;
        this.limits = limits;
        scratch = Scratch.take();
        index = scratch.index;
        objects = scratch.objects;
        hashes = scratch.hashes;
        syntax = new Syntax(bytes, Syntax.space(bytes, from, end), end, scratch);
    }

    /** The document that {@code bytes} is, under {@link Limits#STANDARD}. */
    public static Json read(byte[] bytes) {
        return read(bytes, 0, bytes.length, Limits.STANDARD);
    }

    /**
     * The document in {@code bytes} from {@code start} up to {@code end}. Offsets are those of the array.
     *
     * @throws dev.portolan.MalformedPayloadException if it is not JSON or over a limit
     */
    public static Json read(byte[] bytes, int start, int end, Limits limits) {
        Objects.checkFromToIndex(start, end, bytes.length);
        if (end - start > limits.payloadBytes()) {
            throw Fault.tooLarge(end - start, limits);
        }
        boolean mark = end - start > 2
                && bytes[start] == (byte) 0xEF
                && bytes[start + 1] == (byte) 0xBB
                && bytes[start + 2] == (byte) 0xBF;
        int from = mark ? start + 3 : start;
        Json json = new Json(bytes, from, end, limits);
        if (json.document() < 0) {
            json.close();
            throw json.fault().syntax(json.syntax, limits);
        }
        return json;
    }

    /** A part of a document that was read before: what its limits let pass is not stopped by others now. */
    public static Json readAgain(byte[] bytes, int start, int end) {
        return read(bytes, start, end, NO_LIMITS);
    }

    /** Whether {@code bytes} from {@code start} up to {@code end} are strict JSON with an object or array at the root. */
    public static boolean isDocument(byte[] bytes, int start, int end) {
        int pos = Syntax.space(bytes, start, end);
        return pos < end
                && (bytes[pos] == '{' || bytes[pos] == '[')
                && Syntax.space(bytes, behindValue(bytes, pos, end, Limits.STANDARD.depth()), end) == end;
    }

    /** Whether {@code bytes} from {@code start} up to {@code end} are one strict JSON value at most {@code depth} levels deep. */
    public static boolean isValue(byte[] bytes, int start, int end, int depth) {
        return start < end && behindValue(bytes, start, end, depth) == end;
    }

    /** Where the value at {@code pos} ends; behind the end if there is none. */
    private static int behindValue(byte[] bytes, int pos, int end, int depth) {
        try (Json json = new Json(bytes, pos, end, Limits.STANDARD)) {
            int behind = json.value(pos, NO_ENTRIES, depth, 0);
            return behind < 0 ? end + 1 : behind;
        }
    }

    /** The outermost value. */
    public JsonNode root() {
        index();
        return new JsonNode(this, 0, -1);
    }

    /** Gives back what reading took; the document and its nodes must not be used any more. */
    @Override
    public void close() {
        int[] index = this.index;
        this.index = null;
        if (index != null) {
            if (keeper != null) {
                keeper.keep(index, firstRecord, next(index, firstRecord), limits);
            }
            scratch.keep(index);
            scratch.give();
        }
    }

    int[] index() {
        int[] index = this.index;
        if (index == null) {
            throw Fault.closed();
        }
        return index;
    }

    private int document() {
        Arrays.fill(objects, -1);
        int pos = Syntax.space(bytes, from, end);
        int size = Math.min((end - from) / 16 + 256, Scratch.LARGEST);
        if (index().length < size) {
            index = new int[size];
        }
        // Two and a half times the payload, beside what the index begins with: at most 1 MB, which may have been kept.
        budget = (end - from) / 8 * 5 + (1 << 14) + index().length;
        int levels = end - from < SMALL ? SMALL_LEVELS : LEVELS;
        int behind = value(pos, levels, limits.depth(), 0);
        while (behind < 0 && syntax.problem == Syntax.OVER_BUDGET) {
            levels = levels == LEVELS ? FEWER_LEVELS : 0;
            free = 0;
            recordRead = 0;
            firstRecord = 0;
            isAsKept = false;
            behind = value(pos, levels, limits.depth(), 0);
        }
        if (behind < 0) {
            return behind;
        }
        used = free;
        int last = Syntax.space(bytes, behind, end);
        if (last < end) {
            return syntax.fault(Syntax.NO_END, last);
        }
        offer(levels);
        return last;
    }

    /**
     * Validates the value at {@code pos} and writes its entry at {@code free}, then those of what it holds for
     * {@code levels} levels of containers.
     *
     * @param around how many containers are around it
     * @return where the value ends, or -1 after a fault
     */
    int value(int pos, int levels, int depth, int around) {
        if (pos >= end || (pos > syntax.lastBracket && (bytes[pos] == '{' || bytes[pos] == '['))) {
            return syntax.fault(Syntax.TRUNCATED, end);
        }
        byte[] bytes = this.bytes;
        Syntax syntax = this.syntax;
        int[] index = index();
        byte[] closings = scratch.closings;
        int closing = 0;
        int open = around;
        int parent = -1;
        int hash = 0;
        int name = -1;
        int behind;
        for (; ; ) {
            // A value, or the beginning of one that holds others.
            int b = bytes[pos];
            int entry = -1;
            if (open <= levels) {
                entry = free;
                if (entry + ENTRY > index.length) {
                    if (entry + ENTRY > budget - index.length) {
                        return syntax.fault(Syntax.OVER_BUDGET, pos);
                    }
                    index = this.index = Arrays.copyOf(index, grown(index.length, pos));
                }
                free = entry + ENTRY;
                index[entry + HASH] = hash;
                index[entry + NAME] = name;
                index[entry + START] = pos;
                index[entry + LINK] = LEAF;
            }
            boolean entered = false;
            if (b == '"') {
                pos = syntax.text(pos + 1);
                if (pos < 0) {
                    return pos;
                }
                pos++;
                if (entry >= 0) {
                    index[entry + LINK] = LEAF | syntax.seen;
                    index[entry + END] = pos;
                }
            } else if (b == '{'
                    && closing != '}'
                    && entry >= 0
                    && (behind = readAsBefore(entry, parent, open, levels)) > 0) {
                pos = behind;
                open = scratch.template().open;
                parent = scratch.template().innermost;
                closing = closing(parent);
                closings = scratch.closings;
            } else if (b == '{' || b == '[') {
                if (open == depth) {
                    return syntax.fault(Syntax.TOO_DEEP, pos);
                }
                if (open == closings.length) {
                    closings = scratch.closings = Arrays.copyOf(closings, open * 2);
                }
                closings[open++] = (byte) closing;
                if (open > deepest) {
                    deepest = open;
                }
                closing = b + 2;
                if (entry >= 0) {
                    index[entry + LINK] = parent;
                    parent = entry;
                }
                entered = true;
                pos++;
            } else {
                pos = syntax.scalar(pos);
                if (pos < 0) {
                    return pos;
                }
                if (entry >= 0) {
                    index[entry + END] = pos;
                }
            }
            // The ends of containers behind it, and the comma.
            for (; ; ) {
                if (open == around) {
                    return pos;
                }
                b = bytes[pos];
                if (b <= ' ') {
                    pos = syntax.space(pos);
                    b = bytes[pos];
                }
                if (b == closing) {
                    open--;
                    if (pos == syntax.lastBracket && open > 0) {
                        return syntax.fault(Syntax.TRUNCATED, end);
                    }
                    pos++;
                    closing = closings[open];
                    if (open <= levels) {
                        int closed = parent;
                        parent = index[closed + LINK];
                        index[closed + LINK] = open < levels ? free << 1 : LEAF;
                        index[closed + END] = pos;
                    }
                    entered = false;
                    continue;
                }
                if (!entered) {
                    if (b != ',') {
                        return syntax.fault(Syntax.NO_COMMA, pos);
                    }
                    b = bytes[++pos];
                    if (b <= ' ') {
                        pos = syntax.space(pos);
                        b = bytes[pos];
                    }
                }
                break;
            }
            // The name of the next value. Inlined by hand: a method would return position, hash and name by fields.
            if (closing == '}') {
                if (b != '"') {
                    return syntax.fault(Syntax.NO_NAME, pos);
                }
                if (pos >= syntax.lastQuote) {
                    return syntax.fault(Syntax.TRUNCATED, end);
                }
                name = ++pos;
                hash = 0;
                b = bytes[pos];
                while (b >= ' ' && b != '"' && b != '\\') {
                    hash = 31 * hash + b;
                    b = bytes[++pos];
                }
                if (b != '"') {
                    pos = syntax.shortText(name);
                    if (pos < 0) {
                        return pos;
                    }
                    hash = Text.string(bytes, name, pos, syntax.seen).hashCode();
                    name = ~name;
                }
                b = bytes[++pos];
                if (b != ':') {
                    pos = syntax.space(pos);
                    if (bytes[pos] != ':') {
                        return syntax.fault(Syntax.NO_COLON, pos);
                    }
                }
                b = bytes[++pos];
                if (b <= ' ') {
                    pos = syntax.space(pos);
                }
            } else {
                hash = 0;
                name = -1;
            }
        }
    }

    /**
     * Reads an object that is the document or an element, as far as it is made like the one before.
     *
     * @return where to go on; -1 if nothing is read
     */
    private int readAsBefore(int entry, int parent, int open, int levels) {
        if (parent < 0) {
            return entry == 0 && from == 0 ? readAsKept(scratch.document, entry, parent, open, levels) : -1;
        }
        int before = recordRead;
        if (end - from < SMALL || (before != 0 && open > aroundRecords)) {
            return -1;
        }
        recordRead = entry;
        int[] index = index();
        index[entry + SHAPE] = entry;
        if (before != 0 && open == aroundRecords) {
            return scratch.template().read(this, bytes, index, before, entry, parent, open, levels);
        }
        aroundRecords = open;
        if (before != 0) {
            return -1;
        }
        firstRecord = entry;
        aroundFirst = open;
        return readAsKept(scratch.record, entry, parent, open, levels);
    }

    @SuppressWarnings("ReferenceEquality") // limits that are only equal cost time
    private int readAsKept(@Nullable KeptRecord kept, int entry, int parent, int open, int levels) {
        if (kept == null
                || kept.limits == null
                || kept.around != open
                // What its entries say is to be what they would say here.
                || kept.levels != levels
                || (kept.limits != limits && limits != NO_LIMITS)) {
            return -1;
        }
        Template template = scratch.template();
        int behind = template.read(this, kept.bytes, kept.index, 0, entry, parent, open, levels);
        if (behind > 0) {
            deepest = Math.max(deepest, kept.deepest);
            isAsKept = template.open == open;
            if (kept.limits != limits) {
                // The shape of no other: what is found without limits is not to be found where there are some.
                index()[entry + SHAPE] = entry;
            } else if (isAsKept && parent < 0) {
                recordSize = free;
                recordShape = index()[SHAPE];
            }
        }
        return behind;
    }

    /**
     * Has the first record kept for the next ones, or the document if it has none; unless it was read as the one that is, or
     * nests deeper than there are entries.
     */
    @SuppressWarnings("ReferenceEquality") // nobody else has these limits
    private void offer(int levels) {
        boolean isDocument = firstRecord == 0;
        int start = start(firstRecord);
        int size = end(firstRecord) - start;
        if (isAsKept
                || deepest > levels
                || limits == NO_LIMITS
                || size > KeptRecord.LARGEST
                || (isDocument && from > 0)) {
            return;
        }
        KeptRecord kept = scratch.keeper(isDocument);
        if (kept != null && kept.isAwaited()) {
            kept.take(bytes, start, size, isDocument ? 0 : aroundFirst, levels, deepest);
            keeper = kept;
        }
    }

    /** The bracket that closes a container; 0 for none. */
    int closing(int container) {
        return container < 0 ? 0 : bytes[index()[container + START]] + 2;
    }

    /** Where the next entry goes. */
    void goOnAt(int entry) {
        free = entry;
    }

    /**
     * As large as the index becomes if the rest of the document is like its beginning, and a sixteenth more; at least one and a
     * half times what it was. What comes near the budget takes all of it, so that the largest is never copied again.
     */
    private int grown(int length, int pos) {
        long expected = (long) length * (end - from) / Math.max(1, pos - from) / 16 * 17;
        long grown = Math.max(length / 2 * 3L, expected);
        int most = budget - length;
        return grown > most / 4 * 3L ? most : (int) grown;
    }

    boolean isWithin(int depth) {
        return deepest <= depth;
    }

    int start(int position) {
        int[] index = index();
        return position < 0 ? ~position : index[position + START];
    }

    int end(int position) {
        int[] index = index();
        return position < 0 ? behind(~position) : index[position + END];
    }

    /** What was seen in the text at {@code position}. */
    int seen(int position) {
        int[] index = index();
        return position < 0 ? seenAt(~position + 1) : index[position + LINK];
    }

    /** Whether the text at {@code position} is padded standard base64, once its escapes are undone. */
    boolean isBase64(int position) {
        int seen = seen(position);
        if ((seen & Syntax.BASE64) != 0) {
            return true;
        }
        int start = start(position) + 1;
        int end = end(position) - 1;
        boolean is = Text.isBase64(bytes, start, end);
        if (is && position >= 0 && (seen & Syntax.ESCAPED) == 0 && end - start > Words.LONG * Long.BYTES) {
            // The next one that is made alike is read as such.
            index()[position + LINK] |= Syntax.BASE64;
        }
        return is;
    }

    private int seenAt(int content) {
        syntax.text(content);
        return syntax.seen;
    }

    private int behind(int start) {
        return value(start, NO_ENTRIES, Integer.MAX_VALUE, 0);
    }

    /** The text at {@code position}, which is one. Records and payloads repeat much: ASCII that stays the same is made once. */
    String string(int position) {
        int seen = seen(position);
        int start = start(position) + 1;
        int end = end(position) - 1;
        if ((seen & (Syntax.ESCAPED | Syntax.WIDE)) != 0) {
            return Text.string(bytes, start, end, seen);
        }
        ascii = (seen & SAME) != 0
                ? asciiAsBefore(position, start, end)
                : position < 0
                        ? new String(bytes, start, end - start, StandardCharsets.ISO_8859_1)
                        : scratch.text(index()[position + HASH], bytes, start, end);
        return ascii;
    }

    /** The same as {@link Scratch#text} of a text that is {@link #SAME}. */
    private String asciiAsBefore(int position, int start, int end) {
        int hash = index()[position + HASH];
        int member = position - record;
        if (member < 0 || member >= recordSize) {
            return scratch.text(hash, bytes, start, end);
        }
        String known = scratch.places().passOnText(recordShape, member, keyBefore(), key());
        if (known != null) {
            return known;
        }
        String text = scratch.text(hash, bytes, start, end);
        if (text.length() <= Scratch.LONGEST_TEXT) {
            scratch.places().keepText(recordShape, member, key(), text);
        }
        return text;
    }

    /** What stands in {@link Places} for the record, and for none of another document. */
    private int key() {
        return record == 0 ? Places.KEPT : shapesBefore + record;
    }

    /**
     * The same of the one that it was read as, whose texts are its own where they are {@link #SAME}: for a document the one that
     * is kept, however many came since. For the first record it is none: no record of the document before can begin so near to
     * the end of its entries.
     */
    private int keyBefore() {
        return record == 0 ? Places.KEPT : key() - recordSize;
    }

    /** Whether this very text was read last, and is printable ASCII. */
    @SuppressWarnings("ReferenceEquality") // an equal text may have been read from characters that were escaped
    boolean isKnownPrintable(String text) {
        return text == ascii;
    }

    /** The name of the member at {@code position}, whose {@link #NAME} is given. */
    String name(int position, int name) {
        int member = position - record;
        return member > 0 && member < recordSize ? nameOfRecord(member, name) : readName(position, name);
    }

    private String nameOfRecord(int member, int name) {
        Places places = scratch.places();
        String known = places.name(recordShape, member);
        if (known == null) {
            known = readName(record + member, name);
            places.keepName(recordShape, member, known);
        }
        return known;
    }

    private String readName(int position, int name) {
        if (position >= 0) {
            int hash = index()[position + HASH];
            String asked = scratch.asked(hash);
            if (asked != null && same(name, asked, hash)) {
                return asked;
            }
            // Names that are data repeat from record to record as texts do.
            if (name >= 0 && end - from >= SMALL) {
                return scratch.text(hash, bytes, name, syntax.shortText(name));
            }
        }
        return name(name);
    }

    private String name(int name) {
        index();
        int content = name < 0 ? ~name : name;
        int last = syntax.shortText(content);
        return Text.string(bytes, content, last, syntax.seen);
    }

    /** {@link #NAME} of the member that {@link #member} found last. */
    int foundName() {
        return foundName;
    }

    String text(int position, String name) {
        int found = member(position, name);
        if (!isText(found)) {
            throw missing(position, name, found, "text");
        }
        return string(found);
    }

    @Nullable
    String textOrNull(int position, String name) {
        int found = member(position, name);
        return isText(found) ? string(found) : null;
    }

    /** Whether what was found is text and not empty. */
    boolean isText(int found) {
        return found != NOTHING && isTextAt(start(found));
    }

    private boolean isTextAt(int start) {
        return bytes[start] == '"' && bytes[start + 1] != '"';
    }

    /** Whether something was found, and it is not null. */
    boolean isValue(int found) {
        return found != NOTHING && bytes[start(found)] != 'n';
    }

    /** Whether an object was found that is not empty. */
    boolean hasMembers(int found) {
        return found != NOTHING && hasMembersAt(start(found));
    }

    private boolean hasMembersAt(int start) {
        return bytes[start] == '{' && bytes[syntax.space(start + 1)] != '}';
    }

    /** The member called {@code name}, which must be an object. */
    int object(int position, String name) {
        return object(position, name, member(position, name));
    }

    /** The same, for the first of several names. */
    int childObject(int position, String name) {
        return object(position, name, child(position, name));
    }

    private int object(int position, String name, int found) {
        if (found == NOTHING || bytes[start(found)] != '{') {
            throw missing(position, name, found, "an object");
        }
        return found;
    }

    /** The member called {@code name}, which must not be null. */
    int value(int position, String name) {
        int found = member(position, name);
        if (found == NOTHING || bytes[start(found)] == 'n') {
            throw missing(position, name, found, "a value");
        }
        return found;
    }

    int valueOrNothing(int position, String name) {
        int found = member(position, name);
        return isValue(found) ? found : NOTHING;
    }

    private RuntimeException missing(int position, String name, int found, String expected) {
        int start = start(position);
        if (bytes[start] != '{') {
            return fault().at(start, "expected an object, found " + Fault.found(bytes, start));
        }
        return found == NOTHING
                ? fault().member(start, name, "expected " + expected + ", found nothing")
                : fault().at(start(found), "expected " + expected + ", found " + Fault.found(bytes, start(found)));
    }

    private Fault fault() {
        if (fault == null) {
            fault = new Fault(bytes, from);
        }
        return fault;
    }

    String path(int position) {
        return fault().path(start(position));
    }

    MalformedPayloadException malformed(int position, String problem) {
        return fault().malformed(start(position), problem);
    }

    /** The same as {@link #member}, for the first of several names: the next path often begins alike. */
    @SuppressWarnings("ReferenceEquality") // an equal name is only looked up once more
    int child(int position, String name) {
        return position == parent && name == childName ? child : nextChild(position, name);
    }

    private int nextChild(int position, String name) {
        child = member(position, name);
        parent = position;
        childName = name;
        return child;
    }

    /** A record is about to be asked for its members. */
    private void visit(int[] index, int entry) {
        int shape = index[entry + SHAPE];
        if (shape != 0 && (shape != entry || isFollowed(index, entry))) {
            if (record == 0) {
                shapesBefore = scratch.places().shapesBefore(used);
            }
            record = entry;
            recordSize = next(index, entry) - entry;
            recordShape = shape < 0 ? shape : shape + shapesBefore;
        }
    }

    /** Whether the next one has its shape. */
    private boolean isFollowed(int[] index, int entry) {
        int next = next(index, entry);
        return next < used && index[next + NAME] == -1 && index[next + SHAPE] == entry;
    }

    /** The shape of the record that is kept which this is made like, if {@code position} is in such a one; else 0. */
    int keptShape(int position) {
        int place = position - record;
        return place >= 0 && place < recordSize && recordShape < 0 ? recordShape : 0;
    }

    int placeInRecord(int position) {
        return position - record;
    }

    /** An entry, ~ the start, or {@link #NOTHING}, also where {@code position} is no object. */
    int member(int position, String name) {
        int object = position - record;
        return object >= 0 && object < recordSize ? memberOfRecord(object, name) : look(position, name);
    }

    private int memberOfRecord(int object, String name) {
        int[] index = index();
        Places places = scratch.places();
        int place = places.place(recordShape, object, name);
        if (place == Places.UNKNOWN) {
            int found = look(record + object, name);
            // The shape says nothing of an object without entries; that names have one hash is to be noticed each time.
            if (index[record + object + LINK] >= 0 && !collided) {
                places.keep(recordShape, object, name, found == NOTHING ? found : found - record);
            }
            return found;
        }
        if (place == NOTHING) {
            return place;
        }
        foundName = index[record + place + NAME];
        return record + place;
    }

    private int look(int position, String name) {
        int[] index = index();
        int hash = name.hashCode();
        int slot = position & (Scratch.OBJECTS - 1);
        if (objects[slot] == position && (hashes[slot] & (1L << hash)) == 0) {
            return NOTHING;
        }
        int link = position < 0 ? LEAF : index[position + LINK];
        return link >= 0 && (link & 1) != 0
                ? find(index, position, link >>> 1, name, hash)
                : enterAndFind(position, name, hash);
    }

    private int enterAndFind(int position, String name, int hash) {
        if (position == NOTHING || bytes[start(position)] != '{') {
            return NOTHING;
        }
        int object = enter(position);
        int[] index = index();
        int found = find(index, object, index[object + LINK] >>> 1, name, hash);
        return object == position || found == NOTHING ? found : ~index[found + START];
    }

    private int find(int[] index, int object, int last, String name, int hash) {
        for (int entry = object + ENTRY; entry < last; entry = next(index, entry)) {
            if (index[entry + HASH] == hash && isCalledExactly(index[entry + NAME], name, hash)) {
                foundName = index[entry + NAME];
                return entry;
            }
        }
        return NOTHING;
    }

    /** {@link String#hashCode()} of the name of the member that has this entry. */
    static int hash(int[] index, int entry) {
        return index[entry + HASH];
    }

    /** {@link #NAME} of the member that has this entry. */
    static int name(int[] index, int entry) {
        return index[entry + NAME];
    }

    /** The entry behind this one in the same container. */
    static int next(int[] index, int entry) {
        int link = index[entry + LINK];
        return link < 0 ? entry + ENTRY : link >>> 1;
    }

    /** Whether two containers with entries have members of the same names, as far as hashes tell, and types in the same order. */
    boolean areAlike(int position, int other) {
        int[] index = index();
        if (collided || position < 0 || other < 0 || index[position + LINK] < 0 || index[other + LINK] < 0) {
            return false;
        }
        if (haveOneShape(index, position, other)) {
            return true;
        }
        if (bytes[index[position + START]] != bytes[index[other + START]]) {
            return false;
        }
        int last = index[position + LINK] >>> 1;
        int otherLast = index[other + LINK] >>> 1;
        int entry = position + ENTRY;
        int otherEntry = other + ENTRY;
        while (entry < last && otherEntry < otherLast) {
            if ((index[entry + NAME] != -1 && index[entry + HASH] != index[otherEntry + HASH])
                    || !areOfOneType(bytes[index[entry + START]], bytes[index[otherEntry + START]])) {
                return false;
            }
            entry = next(index, entry);
            otherEntry = next(index, otherEntry);
        }
        return entry == last && otherEntry == otherLast;
    }

    /** Whether values that begin so are of the same type, where numbers, {@code true} and {@code false} count as one. */
    static boolean areOfOneType(int first, int other) {
        return first == other || !(isTypeOfItsOwn(first) || isTypeOfItsOwn(other));
    }

    private static boolean isTypeOfItsOwn(int first) {
        return first == '"' || first == '{' || first == '[' || first == 'n';
    }

    /** Whether two records have the same members, to the last byte of their names. */
    private static boolean haveOneShape(int[] index, int entry, int other) {
        return index[entry + NAME] == -1 && index[entry + SHAPE] != 0 && index[entry + SHAPE] == index[other + SHAPE];
    }

    /** Whether {@link #NAME} is of this name, which has the same hash; if not, hashes tell nothing any more. */
    boolean isCalledExactly(int called, String name, int hash) {
        boolean same = same(called, name, hash);
        collided |= !same;
        return same;
    }

    private boolean same(int content, String name, int hash) {
        if (content < 0) {
            return name(content).equals(name);
        }
        byte[] bytes = this.bytes;
        byte[] spelled = scratch.spelled(name, hash);
        if (!endsAt(content + spelled.length)) {
            return false;
        }
        for (int i = 0; i < spelled.length; i++) {
            if (bytes[content + i] != spelled[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The entry of a container's first member or element, or where it would be; {@link #NOTHING} where they have no entries, as
     * in what is no container.
     */
    int firstMember(int position) {
        int[] index = index();
        if (position < 0 || index[position + LINK] < 0) {
            return NOTHING;
        }
        return (bytes[index[position + START]] == '{' ? enter(position) : position) + ENTRY;
    }

    /** Where those entries end. */
    int behindMembers(int position) {
        return index()[position + LINK] >>> 1;
    }

    /** How many members or elements a container has. */
    int size(int position) {
        int size = 0;
        int entry = firstMember(position);
        if (entry == NOTHING) {
            for (Members members = new Members(this, position, limits.members()); members.hasNext(); members.next()) {
                size++;
            }
            return size;
        }
        int[] index = index();
        for (int last = behindMembers(position); entry < last; entry = next(index, entry)) {
            size++;
        }
        return size;
    }

    /** The first member that is called {@code name} in whatever case; like {@link #member}. */
    int memberInAnyCase(int position, String name) {
        if (position == NOTHING || bytes[start(position)] != '{') {
            return NOTHING;
        }
        int object = enter(position);
        int[] index = index();
        int last = index[object + LINK] >>> 1;
        int length = name.length();
        for (int entry = object + ENTRY; entry < last; entry = next(index, entry)) {
            int called = index[entry + NAME];
            // Most names are of another length.
            if ((called < 0 || endsAt(called + length)) && isCalledAtAll(called, name)) {
                foundName = called;
                return object == position ? entry : ~index[entry + START];
            }
        }
        return NOTHING;
    }

    private boolean endsAt(int behind) {
        return behind < end && bytes[behind] == '"';
    }

    /** Whether {@link #NAME} is of this name in whatever case. */
    boolean isCalledAtAll(int name, String expected) {
        return name >= 0
                ? isCalled(name, expected)
                : Attributes.lowerCase(name(name)).equals(Attributes.lowerCase(expected));
    }

    /** Whether the name at {@code content}, which has no escapes, is {@code name} in whatever case. */
    private boolean isCalled(int content, String name) {
        index();
        int length = name.length();
        if (!endsAt(content + length)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int c = name.charAt(i);
            int difference = bytes[content + i] ^ c;
            if (difference != 0 && (difference != 0x20 || (c | 0x20) < 'a' || (c | 0x20) > 'z')) {
                return false;
            }
        }
        return true;
    }

    /** The entry of the object at {@code position}, whose members have entries and different names. */
    private int enter(int position) {
        return enter(position, limits.members());
    }

    /** @param most how many members the object may have */
    private int enter(int position, int most) {
        int[] index = index();
        if (position >= 0 && index[position + LINK] >= 0) {
            if ((index[position + LINK] & 1) == 0 && !isCheckedInFirst(index, position)) {
                check(index, position, most);
            }
            return position;
        }
        int start = start(position);
        if (unfolded != start) {
            unfolded = -1;
            free = used;
            budget = (int) Math.min(Integer.MAX_VALUE, 2 * (used + ENTRY * (most + 1L)));
            if (value(start, 1, Integer.MAX_VALUE, 0) < 0) {
                throw tooMany(start, most);
            }
            check(index(), used, most);
            // One with more members than others may see is checked again for them.
            unfolded = (index()[used + LINK] & 1) == 0 ? -1 : start;
        }
        return used;
    }

    /** Whether the first record of the same shape was checked there: it has the same names. */
    private boolean isCheckedInFirst(int[] index, int object) {
        int member = object - record;
        int first = index[record + SHAPE];
        if (member < 0 || member >= recordSize || first <= 0) {
            return false;
        }
        int checked = index[first + member + LINK] & 1;
        index[object + LINK] |= checked;
        return checked != 0;
    }

    private void check(int[] index, int object, int most) {
        int last = index[object + LINK] >>> 1;
        int count = 0;
        long seen = 0;
        boolean clash = false;
        for (int entry = object + ENTRY; entry < last; entry = next(index, entry)) {
            long bit = 1L << index[entry + HASH];
            clash = clash || ((seen & bit) != 0 && (count > FEW || hashStandsBefore(index, object, entry)));
            seen |= bit;
            count++;
        }
        if (count > most) {
            throw tooMany(index[object + START], most);
        }
        if (clash && nameRepeats(index, object, last, count)) {
            throw fault().at(index[object + START], "expected every name once, found one twice");
        }
        if (count > limits.members()) {
            // Not for those who may not see so many.
            return;
        }
        int slot = object & (Scratch.OBJECTS - 1);
        objects[slot] = object;
        hashes[slot] = seen;
        index[object + LINK] |= 1;
    }

    private RuntimeException tooMany(int start, int most) {
        return fault().at(start, most == limits.members() ? Fault.tooManyMembers(limits) : Fault.tooManyItems(limits));
    }

    private static boolean hashStandsBefore(int[] index, int object, int last) {
        for (int entry = object + ENTRY; entry < last; entry = next(index, entry)) {
            if (index[entry + HASH] == index[last + HASH]) {
                return true;
            }
        }
        return false;
    }

    /** Sorts, because hashes can be made to collide. */
    private boolean nameRepeats(int[] index, int object, int last, int count) {
        String[] names = new String[count];
        int i = 0;
        for (int entry = object + ENTRY; entry < last; entry = next(index, entry)) {
            names[i++] = name(index[entry + NAME]);
        }
        Arrays.sort(names);
        for (i = 1; i < count; i++) {
            if (names[i].equals(names[i - 1])) {
                return true;
            }
        }
        return false;
    }

    /** Visits the members or elements of one container; without an index of it, by scanning it once more. */
    static final class Members implements Iterator<JsonNode> {

        private final Json json;
        private final boolean object;

        /** Where the next one is: its entry, or ~ where it begins, which is a quote for a member. */
        private int next;

        private final int last;

        private final boolean leavesOutAlike;

        /** The entry that was visited last, or left out behind it. */
        private int before = NOTHING;

        Members(Json json, int position, int most) {
            this(json, position, most, false);
        }

        Members(Json json, int position, int most, boolean leavesOutAlike) {
            this.json = json;
            this.leavesOutAlike = leavesOutAlike;
            int start = json.start(position);
            byte b = json.bytes[start];
            if (b != '{' && b != '[') {
                throw json.fault().at(start, "expected an array or an object, found " + Fault.found(json.bytes, start));
            }
            object = b == '{';
            if (object) {
                json.enter(position, most);
            }
            int[] index = json.index();
            if (position >= 0 && index[position + LINK] >= 0) {
                next = position + ENTRY;
                last = index[position + LINK] >>> 1;
            } else {
                int first = json.syntax.space(start + 1);
                last = NOTHING;
                next = json.bytes[first] == (object ? '}' : ']') ? last : ~first;
            }
        }

        @Override
        public boolean hasNext() {
            while (leavesOutAlike && before >= 0 && next != last && json.areAlike(before, next)) {
                before = next;
                next = Json.next(json.index(), next);
            }
            return next != last;
        }

        @Override
        public JsonNode next() {
            // Most times without a call.
            if (next == last || (leavesOutAlike && !hasNext())) {
                throw Fault.noneLeft();
            }
            int[] index = json.index();
            int here = next;
            if (here >= 0) {
                before = here;
                next = Json.next(index, here);
                if (!object) {
                    json.visit(index, here);
                }
                return new JsonNode(json, here, index[here + NAME]);
            }
            byte[] bytes = json.bytes;
            int start = ~here;
            int name = -1;
            if (object) {
                name = start + 1;
                start = json.syntax.colon(json.syntax.shortText(name) + 1);
            }
            int behind = json.syntax.space(json.behind(start));
            next = bytes[behind] == ',' ? ~json.syntax.space(behind + 1) : last;
            return new JsonNode(json, ~start, name);
        }
    }
}
