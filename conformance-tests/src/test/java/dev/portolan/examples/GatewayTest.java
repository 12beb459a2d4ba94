package dev.portolan.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.conformance.Run;
import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sources' page: a source of one's own gives events, and answers for each alone. */
class GatewayTest {

    private static byte[] readings(String... records) {
        return ("{\"readings\":[" + String.join(",", records) + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private static String reading(String id) {
        return "{\"id\":\"" + id + "\",\"meter\":\"m7\",\"at\":\"2026-01-02T03:04:05Z\",\"values\":{\"kwh\":1.50}}";
    }

    @Test
    void a_reading_is_an_event() {
        Event event = new Gateway()
                .delivery(readings(reading("r1")), Invocation.UNKNOWN)
                .events()
                .get(0);
        assertEquals("r1", event.getId());
        assertEquals("/meters/m7", event.getSource().toString());
        assertEquals("{\"kwh\":1.50}", Bytes.wrap(event.data()).utf8());
        StreamRecord record = (StreamRecord) event.typedData();
        assertEquals(Instant.parse("2026-01-02T03:04:05Z"), record.arrivedAt());
        assertEquals(Map.of("kwh", 1.5), record.data().jsonAs(Map.class));
    }

    @Test
    void the_pages_fixture_is_one(@TempDir Path folder) throws IOException {
        String page = Files.readString(Path.of("../docs/sources.md"));
        Matcher blocks = Pattern.compile("`my-fixtures/(\\S+)`:\n\n```json\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        int files = 0;
        for (; blocks.find(); files++) {
            Path file = folder.resolve(blocks.group(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, blocks.group(2));
        }
        assertEquals(2, files);
        Run check = Run.of("check", "--class", Gateway.class.getName(), "--fixtures", folder.toString());
        assertEquals(0, check.exitCode(), check.out() + check.err());
    }

    @Test
    void what_fails_or_is_malformed_is_sent_again_alone() {
        EventHandler handler = (event, invocation) -> {
            if (event.getId().equals("r2")) {
                throw new IllegalStateException("on purpose");
            }
        };
        byte[] payload = readings(reading("r1"), reading("r2"), "{\"id\":\"r3\"}", reading("r4"));
        assertEquals(
                List.of("r2", "r3"),
                new Gateway().delivery(payload, Invocation.UNKNOWN).handle(handler, Invocation.UNKNOWN));
    }

    @Test
    void a_reading_without_an_id_refuses_the_batch_with_its_place() {
        byte[] payload = readings(reading("r1"), "{\"meter\":\"m7\"}");
        MalformedPayloadException refused = assertThrows(
                MalformedPayloadException.class, () -> new Gateway().delivery(payload, Invocation.UNKNOWN));
        assertEquals(
                "example:reading readings[1].id: expected text, found nothing",
                refused.getMessage().replaceFirst(" \\(byte.*", ""));
    }
}
