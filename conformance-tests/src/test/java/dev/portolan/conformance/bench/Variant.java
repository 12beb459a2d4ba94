package dev.portolan.conformance.bench;

/** One way to read a payload. */
interface Variant {

    /** What it was made into: events, objects, a tree; kept so that the compiler cannot leave the work out. */
    Object run(byte[] payload) throws Exception;
}
