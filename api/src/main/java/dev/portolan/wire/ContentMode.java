package dev.portolan.wire;

import dev.portolan.spi.Attributes;
import org.jspecify.annotations.Nullable;

/** How a message carries CloudEvents, as far as its media type says: HTTP, AMQP, Kafka and Pub/Sub agree on it. */
public enum ContentMode {
    /** One event, attributes and data, in a document: {@code application/cloudevents+json}. */
    STRUCTURED,
    /** Any number of events in a document: {@code application/cloudevents-batch+json}. */
    BATCH,
    /** A format of CloudEvents that is not read here, such as {@code application/cloudevents+avro}. */
    UNSUPPORTED,
    /** The media type is that of the data: the message is an event in binary mode, or none. */
    OTHER;

    /** The mode of a message with this media type, in whatever case and with whatever parameters; null for none. */
    public static ContentMode of(@Nullable String contentType) {
        if (contentType == null) {
            return OTHER;
        }
        String mediaType = Attributes.mediaTypeOf(contentType);
        return switch (mediaType) {
            case CloudEventsJson.MEDIA_TYPE -> STRUCTURED;
            case CloudEventsJson.BATCH_MEDIA_TYPE -> BATCH;
            default -> mediaType.startsWith("application/cloudevents") ? UNSUPPORTED : OTHER;
        };
    }
}
