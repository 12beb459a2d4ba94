package dev.portolan.data;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message from a queue or topic: SQS, SNS, MQ, Pub/Sub, Cloud Tasks, Queue Storage, Service Bus, Redis.
 *
 * @param body the producer's bytes, decoded once; {@code body.jsonAs(Order.class)} binds them
 * @param contentType the media type the producer declared, else the one its bytes show; null for an empty body
 * @param attributes the producer's attributes in the payload's order: texts as UTF-8, binary ones decoded
 * @param id the broker's id of the message, or where it has none the producer's
 * @param queue the queue's or topic's short name, else what is known of it, such as the subscription
 * @param group the ordering group: message group, ordering key, session
 * @param deliveryCount which attempt this is, from 1
 * @param sentAt when the broker took the message
 */
public record Message(
        Bytes body,
        @Nullable String contentType,
        Map<String, Bytes> attributes,
        @Nullable String id,
        @Nullable String queue,
        @Nullable String group,
        @Nullable Integer deliveryCount,
        @Nullable Instant sentAt)
        implements TypedData {

    public Message {
        Objects.requireNonNull(body, "body");
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** An attribute's text; null when the message lacks it. */
    public @Nullable String attribute(String name) {
        Bytes value = attributes.get(name);
        return value == null ? null : value.utf8();
    }

    @Override
    public String toString() {
        return "Message[" + body.size() + " bytes]";
    }
}
