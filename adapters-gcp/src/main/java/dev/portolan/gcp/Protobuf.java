package dev.portolan.gcp;

import dev.portolan.MalformedPayloadException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One protobuf message: the numbers of its fields and where their values lie, without a schema.
 *
 * <p>Repeats are resolved when a field is read, as the wire format says: the last scalar wins, and messages merge.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol buffers: encoding</a>
 */
final class Protobuf {

    private static final int DEPTH = 100;
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int depth;
    private int count;
    private int[] fields;
    private int[] wires;
    /** The number of a varint or fixed64; start and end of a run of bytes. */
    private long[] values;

    private Protobuf(byte[] bytes, int start, int end, int depth) {
        this.bytes = bytes;
        this.depth = depth;
        // No field is shorter than two bytes, and messages may be so by the thousands.
        int room = Math.min(8, (end - start) / 2);
        fields = new int[room];
        wires = new int[room];
        values = new long[room];
        if (depth > DEPTH) {
            throw malformed(start, "nested deeper than " + DEPTH + " messages");
        }
        read(start, end);
    }

    /** The message that the whole array is. */
    static Protobuf read(byte[] bytes) {
        return new Protobuf(bytes, 0, bytes.length, 0);
    }

    private void read(int start, int end) {
        Cursor at = new Cursor(start, end);
        while (at.position < end) {
            int tagAt = at.position;
            long tag = at.varint();
            int wire = (int) (tag & 7);
            if (tag >>> 3 == 0 || tag >>> 3 > 0x1FFFFFFF) {
                throw malformed(tagAt, "a field number out of range");
            }
            long value = switch (wire) {
                case VARINT -> at.varint();
                case FIXED64 -> at.fixed(8);
                case FIXED32 -> at.fixed(4);
                case LENGTH -> at.run();
                default -> throw malformed(tagAt, "a wire type that proto3 does not have");
            };
            add((int) (tag >>> 3), wire, value);
        }
    }

    private void add(int field, int wire, long value) {
        if (count == fields.length) {
            int room = Math.max(8, count * 2);
            fields = Arrays.copyOf(fields, room);
            wires = Arrays.copyOf(wires, room);
            values = Arrays.copyOf(values, room);
        }
        fields[count] = field;
        wires[count] = wire;
        values[count++] = value;
    }

    /** The last of these fields that is present, as in a oneof; 0 if none is. */
    int lastOf(int... candidates) {
        for (int i = count - 1; i >= 0; i--) {
            for (int candidate : candidates) {
                if (fields[i] == candidate) {
                    return candidate;
                }
            }
        }
        return 0;
    }

    boolean has(int field) {
        return lastOf(field) != 0;
    }

    /** An integer or boolean; 0 if absent. */
    long integer(int field) {
        return scalar(field, VARINT);
    }

    /** A double; 0 if absent. */
    double real(int field) {
        return Double.longBitsToDouble(scalar(field, FIXED64));
    }

    private long scalar(int field, int wire) {
        for (int i = count - 1; i >= 0; i--) {
            if (fields[i] == field && wires[i] == wire) {
                return values[i];
            }
        }
        return 0;
    }

    /** A string; empty if absent. */
    String text(int field) {
        for (int i = count - 1; i >= 0; i--) {
            if (fields[i] == field && wires[i] == LENGTH) {
                return text(values[i]);
            }
        }
        return "";
    }

    private String text(long run) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, start(run), end(run) - start(run)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed(start(run), "a string that is not UTF-8");
        }
    }

    /** A run of bytes; empty if absent. */
    byte[] data(int field) {
        for (int i = count - 1; i >= 0; i--) {
            if (fields[i] == field && wires[i] == LENGTH) {
                return Arrays.copyOfRange(bytes, start(values[i]), end(values[i]));
            }
        }
        return new byte[0];
    }

    /** A message; null if absent. */
    @Nullable
    Protobuf message(int field) {
        int found = -1;
        for (int i = 0; i < count; i++) {
            if (fields[i] == field && wires[i] == LENGTH) {
                if (found >= 0) {
                    return merged(field);
                }
                found = i;
            }
        }
        return found < 0 ? null : new Protobuf(bytes, start(values[found]), end(values[found]), depth + 1);
    }

    /** Encodings one behind the other are the encoding of the merged message. */
    private Protobuf merged(int field) {
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (fields[i] == field && wires[i] == LENGTH) {
                size += end(values[i]) - start(values[i]);
            }
        }
        byte[] all = new byte[size];
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (fields[i] == field && wires[i] == LENGTH) {
                int length = end(values[i]) - start(values[i]);
                System.arraycopy(bytes, start(values[i]), all, at, length);
                at += length;
            }
        }
        return new Protobuf(all, 0, size, depth + 1);
    }

    /** Every message of a repeated field. */
    List<Protobuf> messages(int field) {
        List<Protobuf> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (fields[i] == field && wires[i] == LENGTH) {
                all.add(new Protobuf(bytes, start(values[i]), end(values[i]), depth + 1));
            }
        }
        return all;
    }

    private static int start(long run) {
        return (int) (run >>> 32);
    }

    private static int end(long run) {
        return (int) run;
    }

    private static MalformedPayloadException malformed(int offset, String found) {
        return new MalformedPayloadException(null, "", offset, "expected protobuf, found " + found);
    }

    private final class Cursor {

        private final int end;
        private int position;

        Cursor(int start, int end) {
            this.position = start;
            this.end = end;
        }

        long varint() {
            long value = 0;
            for (int shift = 0; shift < 70; shift += 7) {
                byte b = next();
                value |= (long) (b & 0x7F) << shift;
                if (b >= 0) {
                    return value;
                }
            }
            throw malformed(position, "a number of more than ten bytes");
        }

        long fixed(int size) {
            long value = 0;
            for (int i = 0; i < size; i++) {
                value |= (next() & 0xFFL) << (8 * i);
            }
            return value;
        }

        long run() {
            long length = varint();
            if (length < 0 || length > end - position) {
                throw malformed(position, "a length beyond the end");
            }
            int start = position;
            position += (int) length;
            return (long) start << 32 | position;
        }

        private byte next() {
            if (position == end) {
                throw malformed(position, "the end within a field");
            }
            return bytes[position++];
        }
    }
}
