package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records of which every component is set, to values that are nothing special. */
final class Samples {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private Samples() {}

    static TypedData of(Class<? extends TypedData> record) {
        return switch (record.getSimpleName()) {
            case "StoredObject" ->
                new StoredObject(
                        StoredObject.Change.CREATED, "photos", "cat.jpg", 9L, "437b", "17", "image/jpeg", "0055AE");
            case "Message" ->
                new Message(
                        Bytes.utf8("hello"), "text/html", Map.of("k", Bytes.utf8("v")), "17", "orders", "g", 2, TIME);
            case "StreamRecord" ->
                new StreamRecord(
                        Bytes.utf8("hello"),
                        Bytes.utf8("key"),
                        "1",
                        "17",
                        "clicks",
                        TIME,
                        List.of(new StreamRecord.Header("k", Bytes.utf8("v"))));
            case "DocumentChange" ->
                new DocumentChange(
                        DocumentChange.Operation.UPDATE,
                        "orders",
                        Map.of("id", "o-1"),
                        Map.of("id", "o-1"),
                        Map.of("id", "o-1", "total", new BigDecimal("12.5")));
            case "TimerFired" -> new TimerFired("nightly", TIME, true);
            case "HttpRequest" ->
                new HttpRequest(
                        "POST",
                        "/orders",
                        "q=1",
                        Map.of("q", List.of("1")),
                        Map.of("Content-Type", List.of("text/plain")),
                        List.of("a=1"),
                        Bytes.utf8("hello"),
                        "https",
                        "shop.example.com",
                        "203.0.113.7");
            default -> throw new IllegalArgumentException(record.getName());
        };
    }
}
