package dev.portolan.aws;

import dev.portolan.Limits;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Gzip and zlib, undone as a whole or not at all: every checksum and length must be right and nothing may follow.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952 (gzip)</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1950">RFC 1950 (zlib)</a>
 */
final class Compressed {

    /** Up to here the ratio does not count: one line of a log may be a megabyte of the same character. */
    private static final int HARMLESS = 8 << 20;

    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA_FIELD = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final byte[] bytes;
    private final Limits limits;
    private final int left;
    private final int most;
    private int at;
    private byte[] output;
    private int length;

    private Compressed(byte[] bytes, Limits limits, int before) {
        this.bytes = bytes;
        this.limits = limits;
        this.left = limits.decodedBytes() - before;
        this.most = (int) Math.min(left, Math.max(HARMLESS, (long) limits.decodedRatio() * bytes.length));
        this.output = new byte[Math.min(most, 4 * Math.min(bytes.length, 1 << 20))];
    }

    static boolean isGzip(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
    }

    static boolean isZlib(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == 0x78 && ((bytes[0] << 8) | (bytes[1] & 0xFF)) % 31 == 0;
    }

    /**
     * What was compressed.
     *
     * @throws DataFormatException with a message without content, if the bytes are not one whole gzip or zlib file or grow
     *     over a limit
     */
    static byte[] expand(byte[] bytes, Limits limits) throws DataFormatException {
        return expand(bytes, limits, 0);
    }

    /** The same, where so many bytes of the payload were decoded before. */
    static byte[] expand(byte[] bytes, Limits limits, int before) throws DataFormatException {
        Compressed compressed = new Compressed(bytes, limits, before);
        if (isGzip(bytes)) {
            while (compressed.at < bytes.length) {
                compressed.gzipMember();
            }
        } else if (isZlib(bytes)) {
            compressed.zlib();
        } else {
            throw new DataFormatException("expected gzip or zlib, found something else");
        }
        return Arrays.copyOf(compressed.output, compressed.length);
    }

    private void gzipMember() throws DataFormatException {
        int start = at;
        if (next() != 0x1F || next() != 0x8B || next() != 8) {
            throw new DataFormatException("expected the end of the gzip file or another member, found something else");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw new DataFormatException("the gzip header has flags that RFC 1952 reserves");
        }
        skip(6);
        if ((flags & EXTRA_FIELD) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            CRC32 header = new CRC32();
            header.update(bytes, start, at - start);
            require((next() | next() << 8) == (header.getValue() & 0xFFFF), "the gzip header's checksum is wrong");
        }
        int first = length;
        inflate();
        CRC32 checksum = new CRC32();
        checksum.update(output, first, length - first);
        require(littleEndian() == (int) checksum.getValue(), "the gzip checksum is wrong");
        require(littleEndian() == length - first, "the gzip length is wrong");
    }

    private void zlib() throws DataFormatException {
        at = 2;
        require((bytes[1] & 0x20) == 0, "the zlib stream wants a dictionary");
        inflate();
        Adler32 checksum = new Adler32();
        checksum.update(output, 0, length);
        int expected = next() << 24 | next() << 16 | next() << 8 | next();
        require(expected == (int) checksum.getValue(), "the zlib checksum is wrong");
        require(at == bytes.length, "expected the end of the zlib stream, found more");
    }

    private void inflate() throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, at, bytes.length - at);
            while (!inflater.finished()) {
                if (length == output.length) {
                    grow();
                }
                int count = inflater.inflate(output, length, output.length - length);
                length += count;
                if (count == 0 && !inflater.finished()) {
                    throw new DataFormatException("the compressed data is cut off");
                }
            }
            at = bytes.length - inflater.getRemaining();
        } finally {
            inflater.end();
        }
    }

    private void grow() throws DataFormatException {
        if (length == most) {
            throw new DataFormatException("the compressed data grows over the limit "
                    + (most == left
                            ? "decodedBytes of " + limits.decodedBytes() + "; Limits.withDecodedBytes sets it"
                            : "decodedRatio of " + limits.decodedRatio() + "; Limits.withDecodedRatio sets it"));
        }
        output = Arrays.copyOf(output, (int) Math.min(most, Math.max(64L, 2L * length)));
    }

    private int littleEndian() throws DataFormatException {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }

    private void skipText() throws DataFormatException {
        while (next() != 0) {}
    }

    private void skip(int count) throws DataFormatException {
        require(count <= bytes.length - at, "the gzip header is cut off");
        at += count;
    }

    private int next() throws DataFormatException {
        require(at < bytes.length, "the compressed data is cut off");
        return bytes[at++] & 0xFF;
    }

    private static void require(boolean right, String problem) throws DataFormatException {
        if (!right) {
            throw new DataFormatException(problem);
        }
    }
}
