package dev.portolan.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.Draft;
import dev.portolan.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsJsonWriteTest {

    private static final String REQUIRED = "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"";

    private static Event event(@Nullable String contentType, String data) {
        return new Draft(new byte[0], 0, 0)
                .id("1")
                .source("/s")
                .type("t")
                .dataBytes(data.getBytes(StandardCharsets.ISO_8859_1), null)
                .dataContentType(contentType)
                .event();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // content type                 | data         | member
                "application/json               | { \"a\":1.0} | \"data\":{ \"a\":1.0}",
                "application/vnd.a+json         | `[1] `       | \"data_base64\":\"WzFdIA==\"",
                "application/json               | {            | \"data_base64\":\"ew==\"",
                "text/plain                     | a b          | \"data\":\"a b\"",
                "text/plain                     | `a\nb\r\t `  | \"data\":\"a\\nb\\r\\t \"",
                "text/plain                     | a\u0000b     | \"data_base64\":\"YQBi\"",
                "text/plain                     | a\u001fb     | \"data_base64\":\"YR9i\"",
                "text/plain                     | a\u007fb     | \"data_base64\":\"YX9i\"",
                "text/plain                     | \u00c3\u00a9 | \"data\":\"\u00e9\"",
                "text/plain                     | \u00e9       | \"data_base64\":\"6Q==\"",
                "text/plain; charset=UTF-8      | a            | \"data\":\"a\"",
                "text/plain; charset=\"utf-8\"  | a            | \"data\":\"a\"",
                "text/plain; charset=iso-8859-1 | a            | \"data_base64\":\"YQ==\"",
                "                               | a            | \"data_base64\":\"YQ==\"",
            })
    void data_is_json_or_text_where_it_is_one_and_base64_elsewhere(
            @Nullable String contentType, String data, String member) {
        String type = contentType == null ? "" : ",\"datacontenttype\":\"" + contentType.replace("\"", "\\\"") + "\"";
        byte[] written = CloudEventsJson.write(event(contentType, data));

        assertEquals("{" + REQUIRED + type + "," + member + "}", new String(written, StandardCharsets.UTF_8));
        assertEquals(event(contentType, data), CloudEventsJson.read(written));
    }

    @Test
    void data_that_would_be_too_deep_inside_an_event_can_be_read_all_the_same() {
        for (int depth = 995; depth <= 1_000; depth++) {
            Event event = event("application/json", "[".repeat(depth) + "]".repeat(depth));

            assertEquals(event, CloudEventsJson.read(CloudEventsJson.write(event)));
            assertEquals(List.of(event), CloudEventsJson.readBatch(CloudEventsJson.writeBatch(List.of(event))));
        }
    }

    @Test
    void http_messages_hold_the_same_documents() {
        Event event = event("text/plain", "a");
        CloudEventsHttp.Message one = CloudEventsHttp.structured(event);
        CloudEventsHttp.Message batch = CloudEventsHttp.batch(List.of(event, event));

        assertEquals(Map.of("Content-Type", "application/cloudevents+json"), one.headers());
        assertArrayEquals(CloudEventsJson.write(event), one.body().toArray());
        assertEquals(Map.of("Content-Type", "application/cloudevents-batch+json"), batch.headers());
        assertEquals(
                List.of(event, event), CloudEventsJson.readBatch(batch.body().toArray()));
    }
}
