package dev.portolan.data;

/**
 * What an event contains, in the same shape on every cloud.
 *
 * <p>A component is null when the payload does not carry it. No {@code toString} of these records shows payload content.
 */
public sealed interface TypedData
        permits StoredObject, Message, StreamRecord, DocumentChange, HttpRequest, TimerFired, Opaque {}
