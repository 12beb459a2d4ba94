package dev.portolan;

import org.jspecify.annotations.Nullable;

/**
 * The bytes are to blame: not JSON, not UTF-8, over a limit, or a required field is missing or of the wrong type.
 *
 * <p>The message reads {@code kind path: problem (byte offset)}, for example
 * {@code aws:sqs Records[3].messageId: expected text, found nothing (byte 812)}.
 */
public final class MalformedPayloadException extends PortolanException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String kind;
    private final String path;
    private final int offset;
    private final String problem;

    /**
     * @param kind the source that was being read, such as {@code aws:sqs}; null while it is not known yet
     * @param path where in the document, such as {@code Records[3].messageId}; empty for the document itself
     * @param offset the byte offset in the payload, or -1 where an offset says nothing
     * @param problem what was expected and what was found, without any content of the payload
     */
    public MalformedPayloadException(@Nullable String kind, String path, int offset, String problem) {
        super(message(kind, path, offset, problem), null);
        this.kind = kind;
        this.path = path;
        this.offset = offset;
        this.problem = problem;
    }

    private static String message(@Nullable String kind, String path, int offset, String problem) {
        String where = kind == null ? path : path.isEmpty() ? kind : kind + " " + path;
        return (where.isEmpty() ? "" : where + ": ") + problem + (offset < 0 ? "" : " (byte " + offset + ")");
    }

    /** The same error, naming the source that was being read. */
    public MalformedPayloadException in(String kind) {
        return new MalformedPayloadException(kind, path, offset, problem);
    }

    /** The same error in a document of its own, such as a message body, that is the value at {@code outer}. */
    public MalformedPayloadException within(String outer) {
        String inner = path.isEmpty() || path.startsWith("[") ? path : "." + path;
        return new MalformedPayloadException(kind, outer + inner, -1, problem);
    }

    /** The source that was being read, such as {@code aws:sqs}; null while it was not known yet. */
    public @Nullable String kind() {
        return kind;
    }

    /** Where in the document, such as {@code Records[3].messageId}; empty for the document itself. */
    public String path() {
        return path;
    }

    /** The byte offset in the payload; -1 where an offset says nothing. */
    public int offset() {
        return offset;
    }
}
