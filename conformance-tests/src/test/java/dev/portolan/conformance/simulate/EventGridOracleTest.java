package dev.portolan.conformance.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.core.models.CloudEvent;
import com.azure.messaging.eventgrid.EventGridEvent;
import dev.portolan.data.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Azure's own classes read what is simulated, and see the same values. */
final class EventGridOracleTest {

    @Test
    @SuppressWarnings("deprecation") // where the class moved to needs another library
    void a_blob_was_created() {
        byte[] payload =
                Simulate.exactly(List.of(Samples.of(StoredObject.class))).forSource("azure:eventgrid");
        List<EventGridEvent> events = EventGridEvent.fromString(new String(payload, StandardCharsets.UTF_8));
        assertEquals(1, events.size());
        assertEquals("Microsoft.Storage.BlobCreated", events.get(0).getEventType());
        assertEquals(
                "/blobServices/default/containers/photos/blobs/cat.jpg",
                events.get(0).getSubject());
        com.azure.messaging.eventgrid.systemevents.StorageBlobCreatedEventData data = events.get(0)
                .getData()
                .toObject(com.azure.messaging.eventgrid.systemevents.StorageBlobCreatedEventData.class);
        assertEquals("https://contosodocs.blob.core.windows.net/photos/cat.jpg", data.getUrl());
        assertEquals(9, data.getContentLength());
        assertEquals("image/jpeg", data.getContentType());
        assertEquals("437b", data.getETag());
        assertEquals("0055AE", data.getSequencer());
    }

    @Test
    void a_blob_was_created_in_the_schema_of_cloudevents() {
        byte[] payload =
                Simulate.exactly(List.of(Samples.of(StoredObject.class))).forSource("azure:cloudevents");
        List<CloudEvent> events = CloudEvent.fromString(new String(payload, StandardCharsets.UTF_8));
        assertEquals(1, events.size());
        assertEquals("Microsoft.Storage.BlobCreated", events.get(0).getType());
        assertEquals(
                "/blobServices/default/containers/photos/blobs/cat.jpg",
                events.get(0).getSubject());
    }
}
