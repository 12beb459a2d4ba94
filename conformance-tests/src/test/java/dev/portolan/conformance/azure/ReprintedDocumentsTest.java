package dev.portolan.conformance.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portolan.Event;
import dev.portolan.PortolanException;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.conformance.Fixture;
import dev.portolan.conformance.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the host prints anew (H7, believed and not seen) is the same event as what was published. */
class ReprintedDocumentsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void no_attribute_changes() throws IOException {
        int documents = 0;
        for (Fixture fixture : Fixtures.of("azure")) {
            boolean isDocument = fixture.source().equals("azure/eventgrid")
                    || fixture.source().equals("azure/cosmosdb")
                    || fixture.source().equals("azure/cloudevents");
            List<String> published = isDocument ? attributes(fixture.payload()) : List.of();
            if (!published.isEmpty()) {
                documents++;
                assertEquals(published, attributes(reprinted(fixture.payload())), fixture.name());
            }
        }
        assertTrue(documents > 20, "only " + documents + " documents were compared");
    }

    private static byte[] reprinted(byte[] payload) throws IOException {
        JsonNode root = JSON.readTree(payload);
        if (!root.has("trigger") || !root.path("payload").isTextual()) {
            return DotNet.reprinted(new String(payload, StandardCharsets.UTF_8), true)
                    .getBytes(StandardCharsets.UTF_8);
        }
        return JSON.writeValueAsBytes(((ObjectNode) root)
                .put("payload", DotNet.reprinted(root.path("payload").asText(), true)));
    }

    /** The events' attributes, their times as moments; nothing for what is refused. */
    private static List<String> attributes(byte[] payload) {
        List<String> attributes = new ArrayList<>();
        try {
            for (Event event : AzureAdapter.read(payload).events()) {
                attributes.add(event.getId() + " " + event.getSource() + " " + event.getType() + " "
                        + event.getSubject()
                        + " "
                        + (event.getTime() == null ? null : event.getTime().toInstant()) + " "
                        + event.getDataContentType());
            }
        } catch (PortolanException e) {
            return List.of();
        }
        return attributes;
    }
}
