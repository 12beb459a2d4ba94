package dev.portolan.azure;

/**
 * What a message or request may carry, and a function wants opened; nothing is opened that was not named, but for CloudEvents in
 * an HTTP request, which are always read.
 *
 * <p>Whoever may send to the carrier can forge what is inside: name a hop only for a carrier whose senders you trust as much
 * as the service whose events it carries.
 *
 * @see AzureAdapter#opening
 */
public enum Hop {
    /** Event Grid events, in either of its schemas: in HTTP requests and in messages of queues and streams. */
    EVENTGRID,
    /** A CloudEvent or a batch, in messages of queues and streams: structured, or binary in AMQP properties or Kafka headers. */
    CLOUDEVENTS
}
