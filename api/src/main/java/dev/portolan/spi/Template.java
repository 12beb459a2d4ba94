package dev.portolan.spi;

import java.util.Arrays;

/**
 * Reads a record as the one before it: the records of a batch mostly have the same members in the same order, and much of what
 * they hold is the same, too. So are the first records of batches, and documents without records, that come one after the other.
 *
 * <p>Bytes that were valid once are valid again in the same place of the next record. So the bytes of both are compared, the
 * entries of what is the same are copied, and only values that differ are read. From where a record is made otherwise, reading
 * goes on as if none had been before.
 */
final class Template {

    // Places in the record before are called start, end, same; what is here is so much further behind: shift.

    /** After {@link #read}: how many containers are open where reading goes on, and the innermost of them. */
    int open;

    int innermost;

    /**
     * Reads the record that begins at an entry, as far as it is made like one that was read before.
     *
     * @param bytes the document of that one, {@code known} the entries of it
     * @param before the entry of that one
     * @param record the entry of the one to read
     * @param array the container of the record; -1 for none
     * @param around how many containers are around either
     * @param levels how many may be around a value that has an entry
     * @return where reading goes on; -1 if nothing is read
     */
    int read(Json json, byte[] bytes, int[] known, int before, int record, int array, int around, int levels) {
        int[] index = json.index();
        int last = Json.next(known, before);
        int stride = record - before;
        if (known[before + Json.LINK] < 0 || last + stride > index.length) {
            return -1;
        }
        int start = known[before + Json.START];
        int recordEnd = known[before + Json.END];
        int shift = index[record + Json.START] - start;
        // Nothing but the end of the document is at its last bracket.
        int limit = around == 0 ? json.syntax.lastBracket + 1 : json.syntax.lastBracket;
        int same = sameUpTo(json, bytes, start, Math.min(recordEnd, limit - shift), shift);
        // What is behind a value is known to be the same when the next one is reached.
        int lastRead = before;
        int entry = before + Json.ENTRY;
        for (; entry < last; entry += Json.ENTRY) {
            int copy = entry + stride;
            int name = known[entry + Json.NAME];
            int link = known[entry + Json.LINK];
            start = known[entry + Json.START];
            index[copy + Json.HASH] = known[entry + Json.HASH];
            index[copy + Json.NAME] = name >= 0 ? name + shift : name == -1 ? name : name - shift;
            index[copy + Json.START] = start + shift;
            if (link >= 0) {
                continue;
            }
            int end = known[entry + Json.END];
            if (end >= same) {
                int behind = -1;
                if (start < same && bytes[start] == '"' && Syntax.isPlain(link)) {
                    // What it begins with was read in the record before.
                    behind = behindText(json.syntax.rest(Math.min(same, end - 1) + shift));
                } else if (start <= same) {
                    behind = behindValue(json, start + shift, bytes[start], link, levels);
                }
                if (behind < 0) {
                    break;
                }
                link = bytes[start] == '"' ? Json.LEAF | json.syntax.seen : Json.LEAF;
                shift = behind - end;
                same = sameUpTo(json, bytes, end, Math.min(recordEnd, limit - shift), shift);
            } else {
                link |= Json.SAME;
            }
            index[copy + Json.END] = end + shift;
            index[copy + Json.LINK] = link;
            lastRead = entry;
        }
        boolean whole = entry == last && same == recordEnd;
        if (!whole && lastRead == before) {
            return -1;
        }
        last = whole ? last : lastRead + Json.ENTRY;
        open = around;
        innermost = array;
        close(index, known, before, last, stride);
        if (!whole) {
            reopen(json, known, before, last, stride);
        } else {
            index[record + Json.SHAPE] = known[before + Json.SHAPE];
        }
        json.goOnAt(last + stride);
        return index[(whole ? record : lastRead + stride) + Json.END];
    }

    /** Up to where the bytes from {@code start} are the same as those so much further behind. */
    private static int sameUpTo(Json json, byte[] bytes, int start, int end, int shift) {
        int same = Arrays.mismatch(bytes, start, end, json.bytes, start + shift, end + shift);
        return same < 0 ? end : start + same;
    }

    /** Where the value ends; -1 if it is none, or of another type than one that begins with {@code like} and has this link. */
    private static int behindValue(Json json, int pos, int like, int link, int levels) {
        int b = json.bytes[pos];
        if (!Json.areOfOneType(b, like)) {
            return -1;
        }
        if (b == '"') {
            return behindText(json.syntax.textLike(pos + 1, link));
        }
        // What has no entries inside is as deep as there are levels.
        return b == '{' || b == '['
                ? json.value(pos, Json.NO_ENTRIES, json.limits.depth(), levels)
                : json.syntax.scalar(pos);
    }

    /** Where a text ends that has its last quote there; -1 if it is none. */
    private static int behindText(int last) {
        return last < 0 ? last : last + 1;
    }

    /** Completes the entries of containers, the innermost first: each ends as far behind what is last in it as before. */
    private static void close(int[] index, int[] known, int before, int last, int stride) {
        for (int entry = last - Json.ENTRY; entry >= before; entry -= Json.ENTRY) {
            int link = known[entry + Json.LINK];
            if (link >= 0) {
                int inner = (link >>> 1) - Json.ENTRY;
                int edge = inner == entry ? Json.START : Json.END;
                int shift = index[inner + stride + edge] - known[inner + edge];
                index[entry + stride + Json.END] = known[entry + Json.END] + shift;
                index[entry + stride + Json.LINK] = link + 2 * stride;
            }
        }
    }

    /** Opens those again that the last value is in, as reading would have left them: what ended there may have more here. */
    private void reopen(Json json, int[] known, int before, int last, int stride) {
        int[] index = json.index();
        for (int entry = before; entry < last; entry += Json.ENTRY) {
            if (known[entry + Json.LINK] >= 0 && Json.next(known, entry) >= last) {
                json.scratch.closings[open++] = (byte) json.closing(innermost);
                index[entry + stride + Json.LINK] = innermost;
                innermost = entry + stride;
            }
        }
    }
}
