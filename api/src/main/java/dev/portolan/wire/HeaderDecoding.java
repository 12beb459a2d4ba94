package dev.portolan.wire;

/** How the value of a {@code ce-} header stands for an attribute. */
public enum HeaderDecoding {
    /** As the HTTP binding has it: unquoted, percent-decoded once. What is wrong in that, or in the attribute, is malformed. */
    STRICT,
    /**
     * The same for producers that do not keep to it: Latin-1 that is UTF-8 is read so, a percent sign that begins no escape
     * stays, and what CloudEvents forbids is made legal as {@link dev.portolan.Draft} does.
     */
    LENIENT,
    /** As it stands, for producers that encode nothing: Latin-1 that is UTF-8 is read so, the rest as in {@link #LENIENT}. */
    LITERAL
}
