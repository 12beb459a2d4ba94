package dev.portolan.data;

import dev.portolan.MalformedPayloadException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An immutable run of bytes: a message's body, a record's key, an HTTP body. */
public final class Bytes {

    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of these bytes. */
    public static Bytes copyOf(byte[] bytes) {
        return wrap(bytes.clone());
    }

    /** These very bytes; the caller gives the array away and never changes it again. */
    public static Bytes wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes);
    }

    /** The UTF-8 form of a text. */
    public static Bytes utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** How many bytes. */
    public int size() {
        return bytes.length;
    }

    /** Whether there is no byte. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** A fresh array of the bytes. */
    public byte[] toArray() {
        return bytes.clone();
    }

    /** The bytes read as UTF-8; what is not UTF-8 becomes U+FFFD. */
    public String utf8() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The JSON that the bytes are, bound to a class of yours; JSON's null gives null.
     *
     * <p>Binds with a plain Jackson {@code ObjectMapper}, loaded at the first call; unknown members are ignored. To bind with
     * your own, give it {@link #toArray()}.
     *
     * @throws MalformedPayloadException if the bytes are no JSON that fits the class; Jackson's own message is not repeated,
     *     for it quotes them
     */
    public <T> @Nullable T jsonAs(Class<T> type) {
        return Binding.bind(bytes, type);
    }

    /** The bytes as a stream. */
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The number of bytes, never the bytes. */
    @Override
    public String toString() {
        return "Bytes[" + bytes.length + "]";
    }
}
