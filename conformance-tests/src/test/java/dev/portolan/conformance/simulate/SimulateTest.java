package dev.portolan.conformance.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.Event;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import dev.portolan.wire.CloudEventsJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user's test says in one line. */
final class SimulateTest {

    @ParameterizedTest
    @CsvSource({"aws:s3", "aws:eventbridge", "gcp:storage", "azure:eventgrid"})
    void an_object_was_created(String source) {
        byte[] payload = Simulate.objectCreated("photos", "holiday/été 1.jpg").forSource(source);
        StoredObject object = (StoredObject) only(source, payload);
        assertEquals("photos", object.bucket());
        assertEquals("holiday/été 1.jpg", object.key());
        assertEquals(1024, object.size());
    }

    @ParameterizedTest
    @CsvSource({"aws:s3, DELETED", "gcp:storage, DELETED", "azure:eventgrid, DELETED"})
    void an_object_was_deleted(String source, StoredObject.Change change) {
        byte[] payload = Simulate.objectDeleted("photos", "a").forSource(source);
        assertEquals(change, ((StoredObject) only(source, payload)).change());
    }

    @ParameterizedTest
    @CsvSource({"aws:s3", "gcp:storage", "azure:eventgrid"})
    void an_object_was_tagged(String source) {
        byte[] payload = Simulate.objectUpdated("photos", "a").forSource(source);
        assertEquals(StoredObject.Change.UPDATED, ((StoredObject) only(source, payload)).change());
    }

    @ParameterizedTest
    @CsvSource({"aws:sqs", "aws:sns", "gcp:pubsub", "azure:servicebus"})
    void a_message_came(String source) {
        byte[] payload = Simulate.message("{\"n\":1}").forSource(source);
        Message message = (Message) only(source, payload);
        assertEquals("{\"n\":1}", message.body().utf8());
        assertEquals("application/json", message.contentType());
        assertEquals("orders", message.queue());
    }

    @ParameterizedTest
    @CsvSource({"aws:kinesis", "azure:eventhubs"})
    void a_log_got_a_record(String source) {
        StreamRecord record =
                (StreamRecord) only(source, Simulate.streamRecord("hello").forSource(source));
        assertEquals("hello", record.data() == null ? null : record.data().utf8());
    }

    @ParameterizedTest
    @CsvSource({"aws:dynamodb", "gcp:firestore", "azure:cosmosdb"})
    void a_document_changed(String source) {
        Map<String, String> keys = Map.of("id", "o-1");
        Map<String, Object> before = Map.of("id", "o-1", "total", 1);
        Map<String, Object> after = Map.of("id", "o-1", "total", 2.5);
        DocumentChange inserted = (DocumentChange)
                only(source, Simulate.documentInserted("orders", keys, after).forSource(source));
        assertEquals(DocumentChange.Operation.INSERT, inserted.operation());
        assertEquals(Map.of("id", "o-1", "total", new BigDecimal("2.5")), inserted.after());
        DocumentChange updated = (DocumentChange) only(
                source, Simulate.documentUpdated("orders", keys, before, after).forSource(source));
        assertEquals(Map.of("id", "o-1", "total", new BigDecimal("1")), updated.before());
        DocumentChange deleted = (DocumentChange)
                only(source, Simulate.documentDeleted("orders", keys, before).forSource(source));
        assertEquals(DocumentChange.Operation.DELETE, deleted.operation());
        assertEquals(Map.of("id", "o-1"), deleted.keys());
    }

    @ParameterizedTest
    @CsvSource({"aws:schedule", "gcp:scheduler", "azure:timer"})
    void a_schedule_fired(String source) {
        TimerFired timer = (TimerFired) only(source, Simulate.timer("nightly").forSource(source));
        assertEquals("nightly", timer.schedule());
        assertEquals("2026-01-02T03:04:05Z", String.valueOf(timer.scheduledFor()));
    }

    @ParameterizedTest
    @CsvSource({"aws:function-url", "aws:http-v2", "gcp:http", "azure:http"})
    void a_request_came(String source) {
        HttpRequest request = (HttpRequest) only(
                source,
                Simulate.httpRequest("POST", "/orders?dry=1", "application/json", "{\"n\":1}")
                        .forSource(source));
        assertEquals("POST /orders?dry=1", request.method() + " " + request.path() + "?" + request.rawQuery());
        assertEquals("1", request.queryParameter("dry"));
        assertEquals("application/json", request.header("content-type"));
        assertEquals("{\"n\":1}", request.body() == null ? null : request.body().utf8());
    }

    @Test
    void a_batch_holds_as_many_as_wanted() {
        byte[] payload = Simulate.message("hello").times(3).forSource("aws:sqs");
        assertEquals(3, SimulateLawsTest.read("aws:sqs", payload).events().size());
    }

    @Test
    void a_batch_holds_messages_that_differ() {
        byte[] payload = Simulate.messages("good", "bad").forSource("aws:sqs");
        List<Event> events = SimulateLawsTest.read("aws:sqs", payload).events();
        assertEquals(
                List.of("good", "bad"),
                events.stream()
                        .map(event -> ((Message) event.typedData()).body().utf8())
                        .toList());
        assertEquals(2, events.stream().map(Event::getId).distinct().count());
    }

    @ParameterizedTest
    @CsvSource({"aws:dynamodb", "aws:pipes-dynamodb", "gcp:firestore", "azure:cosmosdb"})
    void a_document_holds_its_keys(String source) {
        Map<String, Object> id = Map.of("id", "o-1");
        DocumentChange ofKeys = document(source, new DocumentChange(Operation.INSERT, null, id, null, null));
        assertEquals(id, ofKeys.keys());
        assertEquals(id, ofKeys.after());
        DocumentChange ofImage = document(source, new DocumentChange(Operation.INSERT, null, null, null, id));
        assertEquals(id, ofImage.keys());
        assertEquals(id, ofImage.after());
        DocumentChange gone = document(source, new DocumentChange(Operation.DELETE, null, null, id, null));
        assertEquals(id, gone.keys());
        assertEquals(id, gone.before());
    }

    @Test
    void an_item_or_a_row_holds_its_keys_beside_what_is_said_of_it() {
        DocumentChange paid = new DocumentChange(
                Operation.UPDATE, null, Map.of("id", "o-1"), Map.of("paid", false), Map.of("paid", true));
        DocumentChange item = document("aws:dynamodb", paid);
        assertEquals(Map.of("id", "o-1", "paid", false), item.before());
        assertEquals(Map.of("id", "o-1", "paid", true), item.after());
        assertEquals(
                Map.of("id", "o-1", "paid", true), document("azure:sql", paid).after());
        assertEquals(
                Map.of("id", "o-1"),
                document("azure:sql", new DocumentChange(Operation.INSERT, null, Map.of("id", "o-1"), null, null))
                        .after());
    }

    private static DocumentChange document(String source, DocumentChange change) {
        return (DocumentChange) only(source, Simulate.like(change).forSource(source));
    }

    static List<Arguments> sourcesOfAzure() {
        List<Simulate> happenings = List.of(
                Simulate.objectCreated("photos", "a.jpg"),
                Simulate.message("{\"n\":1}"),
                Simulate.streamRecord("click"),
                Simulate.documentInserted("orders", Map.of("id", "o-1"), Map.of("id", "o-1")),
                Simulate.timer("0 0 * * * *"),
                Simulate.httpRequest("POST", "/orders?dry=1", "application/json", "{\"n\":1}"));
        List<Class<? extends TypedData>> records = List.of(
                StoredObject.class,
                Message.class,
                StreamRecord.class,
                DocumentChange.class,
                TimerFired.class,
                HttpRequest.class);
        List<Arguments> all = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            for (String source : Simulate.sources(records.get(i))) {
                if (source.startsWith("azure:")) {
                    all.add(Arguments.of(source, happenings.get(i)));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("sourcesOfAzure")
    void what_a_method_on_azure_is_handed_tells_the_same(String source, Simulate happening) {
        Event described =
                AzureAdapter.read(happening.forSource(source)).events().get(0);
        Event handed =
                AzureAdapter.read(happening.azurePayload(source)).events().get(0);
        assertEquals(text(described), text(handed));
    }

    @ParameterizedTest
    @CsvSource({"azure:cosmosdb", "azure:sql"})
    void what_a_method_on_azure_is_handed_is_the_document_digit_for_digit(String source) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", "o-1");
        row.put("base64", "aGk=");
        row.put("price", new BigDecimal("1.10"));
        row.put("large", new BigDecimal("1E+400"));
        row.put("long", new BigDecimal("12345678901234567890.5"));
        Simulate inserted = Simulate.documentInserted("orders", Map.of("id", "o-1"), row);
        what_a_method_on_azure_is_handed_tells_the_same(source, inserted);
        DocumentChange handed = (DocumentChange)
                AzureAdapter.read(inserted.azurePayload(source)).events().get(0).typedData();
        assertEquals(row, handed.after());
    }

    @Test
    void only_azure_hands_over_payloads_of_azure() {
        Simulate message = Simulate.message("hello");
        assertThrows(IllegalArgumentException.class, () -> message.azurePayload("aws:sqs"));
    }

    private static String text(Event event) {
        return new String(CloudEventsJson.write(event), StandardCharsets.UTF_8);
    }

    @Test
    void another_seed_makes_other_ids() {
        Simulate message = Simulate.message("hello");
        assertFalse(Arrays.equals(message.forSource("aws:sqs"), message.seed(1).forSource("aws:sqs")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws:s4 | There is no source aws:s4; it is one of ",
                "aws:sqs | aws:sqs sends no StoredObject; these do: aws:s3, ",
                "gcp:storage | gcp:storage sends one record at a time, not 2.",
            })
    void what_a_source_does_not_send_is_refused_in_a_sentence(String source, String sentence) {
        Simulate twice = Simulate.objectCreated("photos", "a").times(2);
        Exception e = assertThrows(IllegalArgumentException.class, () -> twice.forSource(source));
        assertEquals(sentence, String.valueOf(e.getMessage()).substring(0, sentence.length()));
    }

    private static TypedData only(String source, byte[] payload) {
        List<Event> events = SimulateLawsTest.read(source, payload).events();
        assertEquals(1, events.size());
        return events.get(0).typedData();
    }
}
