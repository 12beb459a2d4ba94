package dev.portolan.spi;

import java.util.Arrays;

/**
 * Reads a record as the one before it: the records of a batch mostly have the same members in the same order, and much of what
 * they hold is the same, too. So are small documents, each one record, that come one after the other.
 *
 * <p>Bytes that were valid once are valid again in the same place of the next record. So the bytes of both are compared, the
 * entries of what is the same are copied, and only values that differ are read. From where a record is made otherwise, reading
 * goes on as if none had been before.
 *
 * <p>Kept from document to document, it holds on to nothing of them.
 */
final class Template {

    /** Where reading goes on, how many containers are open there, and the innermost of them. */
    int behind;

    int open;
    int innermost;

    /**
     * Reads the record that begins at an entry, as far as it is made like one that was read before.
     *
     * @param bytes the document of that one, and {@code known} what is known of it: its entries
     * @param before its entry
     * @param array the container of the record; -1 for none
     * @param around how many containers are around both
     * @param levels how many may be around a value that has an entry
     * @return whether any of it is read; only then {@link #behind} and what is with it are set
     */
    boolean read(Json json, byte[] bytes, int[] known, int before, int record, int array, int around, int levels) {
        int[] index = json.index();
        int last = Json.next(known, before);
        int stride = record - before;
        if (known[before + Json.LINK] < 0 || last + stride > index.length) {
            return false;
        }
        int from = known[before + Json.START];
        int to = known[before + Json.END];
        int shift = index[record + Json.START] - from;
        // Nothing but the end of the document is at its last bracket.
        int limit = around == 0 ? json.syntax.lastBracket + 1 : json.syntax.lastBracket;
        int same = sameUpTo(json, bytes, from, Math.min(to, limit - shift), shift);
        // The value that was read last. What is behind it is known when the next one is reached.
        int read = before;
        int entry = before + Json.ENTRY;
        for (; entry < last; entry += Json.ENTRY) {
            int copy = entry + stride;
            int name = known[entry + Json.NAME];
            int start = known[entry + Json.START];
            int link = known[entry + Json.LINK];
            index[copy + Json.HASH] = known[entry + Json.HASH];
            index[copy + Json.NAME] = name >= 0 ? name + shift : name == -1 ? name : name - shift;
            index[copy + Json.START] = start + shift;
            if (link >= 0) {
                continue;
            }
            int end = known[entry + Json.END];
            if (end >= same) {
                int behind = start > same ? -1 : behindValue(json, start + shift, bytes[start], levels);
                if (behind < 0) {
                    break;
                }
                link = bytes[start] == '"' ? Json.LEAF | json.syntax.seen : Json.LEAF;
                shift = behind - end;
                same = sameUpTo(json, bytes, end, Math.min(to, limit - shift), shift);
            }
            index[copy + Json.END] = end + shift;
            index[copy + Json.LINK] = link;
            read = entry;
        }
        open = around;
        innermost = array;
        if (entry == last && same == to) {
            setEnds(index, known, before, last, last, stride);
            index[record + Json.HASH] = known[before + Json.HASH];
            behind = index[record + Json.END];
        } else if (read > before) {
            last = read + Json.ENTRY;
            // A container that ends with this value may have more in this record.
            setEnds(index, known, before, last, read, stride);
            openOthers(json, known, before, last, stride);
            behind = index[read + stride + Json.END];
        } else {
            return false;
        }
        json.goOnAt(last + stride);
        return true;
    }

    /** The bracket that closes a container; 0 for none. */
    static int closing(Json json, int container) {
        return container < 0 ? 0 : json.bytes[json.start(container)] + 2;
    }

    /** Up to where the bytes from {@code from} are the same as those so much further behind. */
    private static int sameUpTo(Json json, byte[] bytes, int from, int to, int shift) {
        int length = to - from;
        int same = Arrays.mismatch(bytes, from, from + length, json.bytes, from + shift, from + shift + length);
        return from + (same < 0 ? length : same);
    }

    /** Where the value ends; -1 if it is none, or of another type than one that begins with {@code like}. */
    private static int behindValue(Json json, int pos, int like, int levels) {
        int b = json.bytes[pos];
        if (!Json.areOfOneType(b, like)) {
            return -1;
        }
        if (b == '"') {
            int last = json.syntax.text(pos + 1);
            return last < 0 ? last : last + 1;
        }
        // What has no entries inside is as deep as there are levels.
        return b == '{' || b == '['
                ? json.value(pos, Json.NO_ENTRIES, json.limits.depth(), levels)
                : json.syntax.scalar(pos);
    }

    /**
     * Completes the entries of containers: each ends as far behind what is in it last as that of the record before.
     *
     * @param closed where the entries end at most of a container that is closed
     */
    private static void setEnds(int[] index, int[] known, int before, int last, int closed, int stride) {
        for (int entry = last - Json.ENTRY; entry >= before; entry -= Json.ENTRY) {
            int link = known[entry + Json.LINK];
            if (link >= 0 && link >>> 1 <= closed) {
                int inner = (link >>> 1) - Json.ENTRY;
                int edge = inner == entry ? Json.START : Json.END;
                int shift = index[inner + stride + edge] - known[inner + edge];
                index[entry + stride + Json.END] = known[entry + Json.END] + shift;
                index[entry + stride + Json.LINK] = link + 2 * stride;
            }
        }
    }

    /** Opens the containers that are around the last value, as reading them would have. */
    private void openOthers(Json json, int[] known, int before, int last, int stride) {
        int[] index = json.index();
        for (int entry = before; entry < last; entry += Json.ENTRY) {
            if (known[entry + Json.LINK] >= 0 && Json.next(known, entry) >= last) {
                json.scratch.closings[open++] = (byte) closing(json, innermost);
                index[entry + stride + Json.LINK] = innermost;
                innermost = entry + stride;
            }
        }
    }
}
