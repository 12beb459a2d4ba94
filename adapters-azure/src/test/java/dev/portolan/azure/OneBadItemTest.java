package dev.portolan.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.DeliveryFailedException;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.RejectedEventException;
import dev.portolan.data.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an item that fails does to those beside it, and what tells items apart. */
class OneBadItemTest {

    private final List<String> handled = new ArrayList<>();
    private final EventHandler handler = (event, invocation) -> {
        handled.add(String.valueOf(event.getSubject()) + event.getId());
        if (new String(event.data(), StandardCharsets.UTF_8).contains("bad")) {
            throw new RejectedEventException("never");
        }
    };

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void rows_behind_a_row_that_fails_are_handled() {
        AzurePayload rows = AzurePayload.of(
                "sqlTrigger",
                "[{'Operation':0,'Item':{'a':'bad'}},{'Operation':7},{'Operation':1,'Item':{'a':2}}]"
                        .replace('\'', '"'));
        assertThrows(
                DeliveryFailedException.class, () -> AzureAdapter.read(rows).handle(handler, Invocation.UNKNOWN));
        assertEquals(2, handled.size());
    }

    @Test
    void messages_behind_one_that_fails_are_handled_unless_they_are_of_its_session() {
        AzurePayload messages = AzurePayload.ofBatch("serviceBusTrigger", new String[] {"bad", "b", "c", "d"})
                .withMetadata(Map.of(
                        "SequenceNumberArray", List.of(1, 2, 3, 4),
                        "DeliveryCountArray", List.of(1, 1, 1, 1),
                        "SessionIdArray", List.of("s", "s", "t", "t")));
        assertThrows(
                DeliveryFailedException.class, () -> AzureAdapter.read(messages).handle(handler, Invocation.UNKNOWN));
        assertEquals(List.of("null1", "null3", "null4"), handled);
        handled.clear();
        AzurePayload alone = AzurePayload.ofBatch("serviceBusTrigger", new String[] {"bad", "b"})
                .withMetadata(Map.of("SequenceNumberArray", List.of(1, 2), "DeliveryCountArray", List.of(1, 1)));
        assertThrows(
                DeliveryFailedException.class, () -> AzureAdapter.read(alone).handle(handler, Invocation.UNKNOWN));
        assertEquals(List.of("null1", "null2"), handled);
    }

    private static String gridEvent(String id, String data) {
        return "{'id':'" + id + "','topic':'/t','subject':'','eventType':'T','eventTime':'2026-01-02T03:04:05Z',"
                + "'dataVersion':'1','data':'" + data + "'}";
    }

    @Test
    void events_of_a_delivery_over_http_are_all_handled_and_a_rejected_one_is_a_bad_request() {
        for (String body : List.of(
                "[" + gridEvent("1", "bad") + "," + gridEvent("2", "good") + "]",
                "[" + gridEvent("2", "good") + "," + gridEvent("1", "bad") + "]")) {
            handled.clear();
            AzurePayload request = AzurePayload.ofRequest(
                    "POST",
                    "https://h/api/f",
                    Map.of("content-type", "application/json", "aeg-event-type", "Notification"),
                    bytes(body));
            assertEquals(
                    400,
                    AzureAdapter.standard()
                            .opening(Hop.EVENTGRID)
                            .delivery(request, Invocation.UNKNOWN)
                            .handle(handler, Invocation.UNKNOWN)
                            .status());
            assertEquals(2, handled.size());
        }
    }

    @Test
    void a_request_of_event_grid_is_read_under_the_adapters_limits() {
        String event = gridEvent("1", "x").replace("'data':'x'", "'data':{'a':{'a':{'a':{'a':1}}}}");
        AzurePayload request = AzurePayload.ofRequest(
                "POST", "https://h/api/f", Map.of("aeg-event-type", "Notification"), bytes("[" + event + "]"));
        AzureAdapter opening = AzureAdapter.standard().opening(Hop.EVENTGRID);
        assertEquals(1, opening.delivery(request, Invocation.UNKNOWN).size());
        MalformedPayloadException refused = assertThrows(
                MalformedPayloadException.class,
                () -> opening.withLimits(Limits.STANDARD.withDepth(4)).delivery(request, Invocation.UNKNOWN));
        assertEquals("azure:eventgrid", refused.kind());
        assertTrue(String.valueOf(refused.getMessage()).contains("limit depth of 4"), refused.getMessage());
    }

    @Test
    void a_record_that_carries_more_events_than_the_limit_fails_alone() {
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";
        AzurePayload batch = AzurePayload.ofBatch(
                        "eventHubTrigger", new String[] {"[" + event + "," + event + "," + event + "]", event})
                .withMetadata(Map.of(
                        "PartitionContext",
                        "{\"PartitionId\":\"0\"}",
                        "SequenceNumberArray",
                        List.of(1, 2),
                        "SystemPropertiesArray",
                        "[{\"content-type\":\"application/cloudevents-batch+json\"},"
                                + "{\"content-type\":\"application/cloudevents+json\"}]"));
        var delivery = AzureAdapter.standard()
                .withLimits(Limits.STANDARD.withItems(2))
                .opening(Hop.CLOUDEVENTS)
                .delivery(batch, Invocation.UNKNOWN);
        assertThrows(MalformedPayloadException.class, () -> delivery.events(0));
        assertEquals(1, delivery.events(1).size());
    }

    /** The id of a change with this image, or of this partition. */
    private static String change(String operation, String current, String partition) {
        String change = "[{" + current + "'metadata':{'operationType':'" + operation + "','lsn':100,'id':'1'"
                + partition + "}}]";
        return only(AzurePayload.of("cosmosDBTrigger", change.replace('\'', '"')))
                .getId();
    }

    private static String image(String resource, String etag) {
        return "'current':{'id':'1','_rid':'" + resource + "','_etag':'" + etag + "'},";
    }

    private static Event only(AzurePayload payload) {
        return AzureAdapter.read(payload).events().get(0);
    }

    @Test
    void changes_of_one_batch_have_different_ids() {
        assertNotEquals(change("create", image("a", "e"), ""), change("create", image("b", "e"), ""));
        assertNotEquals(change("replace", image("a", "e"), ""), change("replace", image("a", "f"), ""));
        assertEquals(change("replace", image("a", "e"), ""), change("replace", image("a", "e"), ""));
        assertNotEquals(
                change("delete", "", ",'partitionKey':{'pk':'a'}"), change("delete", "", ",'partitionKey':{'pk':'b'}"));
    }

    @Test
    void a_subject_is_decoded_only_where_it_was_escaped() {
        String event = "[{'id':'1','topic':'/t','subject':'/blobServices/default/containers/c/blobs/a%%41',"
                + "'eventType':'Microsoft.Storage.BlobCreated','eventTime':'2026-01-02T03:04:05Z','dataVersion':'1',"
                + "'data':{'x':1},'deadLetterReason':'%s'}]";
        for (String reason : List.of("plain", "\u0085")) {
            Event stored =
                    AzureAdapter.read(bytes(event.formatted(reason))).events().get(0);
            assertEquals("a%41", ((StoredObject) stored.typedData()).key());
        }
    }
}
