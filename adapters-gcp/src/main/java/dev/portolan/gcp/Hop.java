package dev.portolan.gcp;

/**
 * What a Pub/Sub message may carry, and a function wants opened; nothing is opened that was not named.
 *
 * <p>Whoever may publish can forge what is inside: name a hop only for topics whose publishers you trust as much as the
 * service whose events it carries.
 *
 * @see GcpAdapter#opening
 */
public enum Hop {
    /** A CloudEvent or a batch, in the message's data or in attributes {@code ce-*}. */
    CLOUDEVENTS,
    /** A notification of Cloud Storage. */
    STORAGE
}
