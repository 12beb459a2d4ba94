package dev.portolan.aws;

import dev.portolan.spi.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * A Kinesis record in which the Kinesis Producer Library put many: a magic number, a protobuf message, its MD5.
 *
 * @see <a href="https://github.com/awslabs/kinesis-aggregation/blob/master/KPL_Aggregated_Record_Format.md">KPL
 *     aggregated record format</a>
 */
final class KplRecord {

    private static final int MAGIC_LENGTH = 4;
    private static final int DIGEST_LENGTH = 16;

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    private final byte[] bytes;
    private int at;
    private String[] keys = new String[4];
    private int keyCount;

    /** Of each part: the index of its key, where its data starts, where it ends. */
    private long[] parts = new long[12];

    private int partCount;

    private KplRecord(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether the Producer Library aggregated this; anything else is a record like any other. */
    static boolean isAggregated(byte[] data) {
        if (data.length <= MAGIC_LENGTH + DIGEST_LENGTH
                || data[0] != (byte) 0xF3
                || data[1] != (byte) 0x89
                || data[2] != (byte) 0x9A
                || data[3] != (byte) 0xC2) {
            return false;
        }
        int end = data.length - DIGEST_LENGTH;
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(data, MAGIC_LENGTH, end - MAGIC_LENGTH);
            return Arrays.equals(md5.digest(), 0, DIGEST_LENGTH, data, end, data.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /**
     * Reads an {@linkplain #isAggregated aggregated} record.
     *
     * @throws DataFormatException with a message without content, if it is not the message it ought to be
     */
    static KplRecord read(byte[] data) throws DataFormatException {
        KplRecord record = new KplRecord(data);
        record.at = MAGIC_LENGTH;
        record.message(data.length - DIGEST_LENGTH);
        for (int i = 0; i < record.partCount; i++) {
            long key = record.parts[3 * i];
            require(key >= 0 && key < record.keyCount, "a part's partition key index is out of range");
        }
        return record;
    }

    int size() {
        return partCount;
    }

    String partitionKey(int part) {
        return keys[(int) parts[3 * part]];
    }

    byte[] data(int part) {
        return Arrays.copyOfRange(bytes, (int) parts[3 * part + 1], (int) parts[3 * part + 2]);
    }

    private void message(int end) throws DataFormatException {
        while (at < end) {
            long tag = varint(end);
            if (tag == (1 << 3 | BYTES)) {
                key(length(end));
            } else if (tag == (3 << 3 | BYTES)) {
                part(length(end));
            } else {
                skip(tag, end);
            }
        }
    }

    private void key(int length) throws DataFormatException {
        require(Text.isUtf8(bytes, at, at + length), "a partition key is not UTF-8");
        if (keyCount == keys.length) {
            keys = Arrays.copyOf(keys, 2 * keyCount);
        }
        keys[keyCount++] = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
    }

    private void part(int length) throws DataFormatException {
        int end = at + length;
        long key = -1;
        int start = -1;
        int stop = -1;
        while (at < end) {
            long tag = varint(end);
            if (tag == (1 << 3 | VARINT)) {
                key = varint(end);
                require(key >= 0, "a part's partition key index is out of range");
            } else if (tag == (3 << 3 | BYTES)) {
                int size = length(end);
                start = at;
                stop = at += size;
            } else {
                skip(tag, end);
            }
        }
        require(key >= 0, "a part has no partition key index");
        require(start >= 0, "a part has no data");
        if (3 * partCount == parts.length) {
            parts = Arrays.copyOf(parts, 2 * parts.length);
        }
        parts[3 * partCount] = key;
        parts[3 * partCount + 1] = start;
        parts[3 * partCount + 2] = stop;
        partCount++;
    }

    private void skip(long tag, int end) throws DataFormatException {
        require(tag >>> 3 != 0, "a field has the number 0");
        int type = (int) tag & 7;
        if (type == VARINT) {
            varint(end);
            return;
        }
        int length;
        if (type == EIGHT_BYTES) {
            length = 8;
        } else if (type == FOUR_BYTES) {
            length = 4;
        } else {
            require(type == BYTES, "a field has a wire type that protobuf does not know");
            length = length(end);
        }
        require(length <= end - at, "a field is cut off");
        at += length;
    }

    private int length(int end) throws DataFormatException {
        long length = varint(end);
        require(length >= 0 && length <= end - at, "a field is cut off");
        return (int) length;
    }

    private long varint(int end) throws DataFormatException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            require(at < end, "a number is cut off");
            byte b = bytes[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new DataFormatException("a number has more than ten bytes");
    }

    private static void require(boolean right, String problem) throws DataFormatException {
        if (!right) {
            throw new DataFormatException(problem);
        }
    }
}
