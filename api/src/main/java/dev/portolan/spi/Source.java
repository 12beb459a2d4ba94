package dev.portolan.spi;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.Opaque;
import dev.portolan.data.TypedData;
import org.jspecify.annotations.Nullable;

/**
 * One row of a provider's mapping table: what a record becomes, and what the platform is answered.
 *
 * <p>A source is made for one payload, which it may keep parts of, and is used by one reading thread; what it answers
 * after that ({@link #typedData}, {@link #answer}) must not depend on mutable state.
 *
 * @param <A> what the platform is answered
 */
public abstract class Source<A> implements Origin {

    /** How the deliveries of a source are worked off. */
    public enum Exchange {
        /** Events are handled, and acknowledged or not. */
        EVENTS,
        /** An HTTP request is answered with a response. */
        HTTP,
        /** A call is answered with a reply of the caller's own form. */
        CALL,
        /** Each record is answered with a reply of its own: see {@link Outcomes#reply}. */
        EACH
    }

    /** Which items may be attempted after one has failed. */
    public enum Order {
        /** All: the items do not depend on each other. */
        NONE,
        /** Those of other {@linkplain #group groups}; never two of a group at once. */
        BY_GROUP,
        /** None. */
        ALL
    }

    /** How deliveries of this source are worked off; events unless the row says otherwise. */
    public Exchange exchange() {
        return Exchange.EVENTS;
    }

    /** Which items may be attempted after one has failed. */
    public Order order() {
        return Order.NONE;
    }

    /** The group of a record, for {@link Order#BY_GROUP}; records without a group are a group of their own together. */
    public @Nullable String group(JsonNode record) {
        return null;
    }

    /**
     * Fills in the event: id, source, type, subject, time, extensions, data.
     *
     * @throws MalformedPayloadException if a field that makes id, source or type is missing or of the wrong type
     */
    public abstract void map(JsonNode record, Draft event);

    /**
     * The record's identifier in a partial answer; null where the platform takes none. A record that is malformed fails
     * alone if this can still be read.
     *
     * @throws MalformedPayloadException if the platform wants one and the record has none
     */
    public @Nullable String acknowledgement(JsonNode record) {
        return null;
    }

    /** What the event contains; {@link Opaque} unless the row says otherwise. */
    public TypedData typedData(JsonNode record, Event event) {
        return Origin.opaque(event);
    }

    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        if (start == end) {
            return Origin.opaque(event);
        }
        try (Json json = Json.readAgain(bytes, start, end)) {
            return typedData(json.root(), event);
        }
    }

    /**
     * What the platform is told of these outcomes.
     *
     * @throws dev.portolan.DeliveryFailedException if not everything is proven done and the platform can only be told so
     *     by failing the invocation
     */
    public abstract A answer(Outcomes outcomes);

    /** The response in the form of this front door; only for {@link Exchange#HTTP}. */
    public A respond(HttpResponse response) {
        throw new IllegalStateException(kind() + " is no HTTP front door");
    }

    /** The reply in the form of this caller; only for {@link Exchange#CALL}. */
    public A reply(byte[] reply) {
        throw new IllegalStateException(kind() + " takes no reply");
    }
}
