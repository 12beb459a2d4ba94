package dev.portolan.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.models.CloudEvent;
import com.azure.messaging.eventgrid.EventGridEvent;
import com.azure.messaging.eventgrid.SystemEventNames;
import dev.portolan.Event;
import dev.portolan.data.Opaque;
import dev.portolan.data.StoredObject;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One event in Event Grid's two schemas is one event; Azure's own library reads the same out of both. */
class EventGridSchemasTest {

    private static final String TOPIC =
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/Group/providers/P/things/one";
    private static final String SUBJECT = "/blobServices/default/containers/images/blobs/in/cat 1.png";
    private static final String TIME = "2026-01-02T03:04:05.1234567Z";
    private static final String DATA =
            "{ \"api\": \"PutBlob\", \"eTag\": \"\\\"0x8D\\\"\", \"contentType\": \"image/png\","
                    + " \"contentLength\": 9007199254740993,"
                    + " \"url\": \"https://contoso.blob.core.windows.net/images/in/cat%201.png\", \"sequencer\": \"0001\" }";

    /** The types that Azure's library has a class for. */
    static List<String> systemTypes() throws IllegalAccessException {
        List<String> types = new ArrayList<>();
        for (Field field : SystemEventNames.class.getDeclaredFields()) {
            if (field.getType() == String.class && Modifier.isPublic(field.getModifiers())) {
                types.add((String) field.get(null));
            }
        }
        return types;
    }

    @Test
    void the_library_knows_the_services_that_matter() throws IllegalAccessException {
        List<String> types = systemTypes();
        assertTrue(types.size() > 200);
        for (String service : List.of(
                "Microsoft.Storage.",
                "Microsoft.ServiceBus.",
                "Microsoft.EventHub.",
                "Microsoft.Devices.",
                "Microsoft.Resources.",
                "Microsoft.KeyVault.",
                "Microsoft.ContainerRegistry.")) {
            assertTrue(types.stream().anyMatch(type -> type.startsWith(service)), service);
        }
    }

    @ParameterizedTest
    @MethodSource("systemTypes")
    void both_schemas_give_the_same_event(String type) {
        Event ours = read(eventGrid(type));
        Event carried = read(cloudEvent(type));
        assertEquals(ours, carried);
        assertEquals(ours.typedData(), carried.typedData());
        assertEquals(DATA, new String(data(ours), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("systemTypes")
    void azures_library_reads_the_same_attributes(String type) {
        Event ours = read(eventGrid(type));
        EventGridEvent theirs = EventGridEvent.fromString(eventGrid(type)).get(0);
        assertEquals(theirs.getId(), ours.getId());
        assertEquals(theirs.getTopic(), ours.getSource().toString());
        assertEquals(theirs.getEventType(), ours.getType());
        assertEquals(theirs.getSubject(), ours.getSubject());
        assertEquals(theirs.getEventTime(), ours.getTime());
        CloudEvent carried = CloudEvent.fromString(cloudEvent(type)).get(0);
        assertEquals(carried.getId(), ours.getId());
        assertEquals(carried.getSource(), ours.getSource().toString());
        assertEquals(carried.getType(), ours.getType());
        assertEquals(carried.getSubject(), ours.getSubject());
        assertEquals(carried.getTime(), ours.getTime());
    }

    @Test
    @SuppressWarnings("deprecation") // in favour of a library of its own that says the same
    void a_stored_object_says_what_azures_class_says() {
        StoredObject object =
                (StoredObject) read(eventGrid("Microsoft.Storage.BlobCreated")).typedData();
        com.azure.messaging.eventgrid.systemevents.StorageBlobCreatedEventData theirs = EventGridEvent.fromString(
                        eventGrid("Microsoft.Storage.BlobCreated"))
                .get(0)
                .getData()
                .toObject(com.azure.messaging.eventgrid.systemevents.StorageBlobCreatedEventData.class);
        assertEquals(theirs.getContentLength(), object.size());
        assertEquals(theirs.getETag(), "\"" + object.etag() + "\"");
        assertEquals(theirs.getContentType(), object.contentType());
        assertEquals(theirs.getSequencer(), object.sequencer());
        assertEquals("images", object.bucket());
        assertEquals("in/cat 1.png", object.key());
    }

    @ParameterizedTest
    @MethodSource("systemTypes")
    void only_events_of_one_blob_are_stored_objects(String type) {
        List<String> ofOneBlob = List.of(
                "Microsoft.Storage.BlobCreated",
                "Microsoft.Storage.BlobDeleted",
                "Microsoft.Storage.BlobRenamed",
                "Microsoft.Storage.BlobTierChanged");
        assertEquals(
                ofOneBlob.contains(type) ? StoredObject.class : Opaque.class,
                read(eventGrid(type)).typedData().getClass());
    }

    @Test
    void an_event_without_a_data_version_is_the_same_but_for_the_extension() {
        String without = eventGrid("Contoso.A").replace(",\"dataVersion\":\"2\"", "");
        assertEquals(read(cloudEvent("Contoso.A").replace(",\"dataversion\":\"2\"", "")), read(without));
        assertEquals(null, read(without).getExtension("dataversion"));
    }

    private static Event read(String document) {
        return AzureAdapter.read(document.getBytes(StandardCharsets.UTF_8))
                .events()
                .get(0);
    }

    private static byte[] data(Event event) {
        byte[] data = event.data();
        return data == null ? new byte[0] : data;
    }

    private static String eventGrid(String type) {
        return "{\"topic\":\"" + TOPIC + "\",\"subject\":\"" + SUBJECT + "\",\"eventType\":\"" + type
                + "\",\"id\":\"831e1650\",\"eventTime\":\"" + TIME + "\",\"data\":" + DATA
                + ",\"dataVersion\":\"2\",\"metadataVersion\":\"1\"}";
    }

    private static String cloudEvent(String type) {
        return "{\"source\":\"" + TOPIC + "\",\"subject\":\"" + SUBJECT + "\",\"type\":\"" + type
                + "\",\"id\":\"831e1650\",\"time\":\"" + TIME + "\",\"data\":" + DATA
                + ",\"dataversion\":\"2\",\"specversion\":\"1.0\"}";
    }
}
