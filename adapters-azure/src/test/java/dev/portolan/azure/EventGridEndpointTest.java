package dev.portolan.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.MalformedPayloadException;
import dev.portolan.data.Bytes;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handshakes of Event Grid, and who may have one. */
final class EventGridEndpointTest {

    private static final EventGridEndpoint ENDPOINT = EventGridEndpoint.forTopics("/subscriptions/s/topics/t");

    private static HttpRequest request(String method, Map<String, List<String>> headers, @Nullable String body) {
        return new HttpRequest(
                method,
                "/",
                null,
                Map.of(),
                headers,
                List.of(),
                body == null ? null : Bytes.utf8(body),
                null,
                null,
                null);
    }

    private static HttpRequest options(String origin, String rate) {
        return request(
                "OPTIONS",
                Map.of("WebHook-Request-Origin", List.of(origin), "WebHook-Request-Rate", List.of(rate)),
                null);
    }

    private static HttpRequest validation(@Nullable String body) {
        return request("POST", Map.of("aeg-event-type", List.of("SubscriptionValidation")), body);
    }

    private static HttpResponse answer(EventGridEndpoint endpoint, HttpRequest request) {
        return Objects.requireNonNull(endpoint.answerOrNull(request));
    }

    @Test
    void an_endpoint_has_a_topic() {
        assertThrows(IllegalArgumentException.class, EventGridEndpoint::forTopics);
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "0, 0",
        "999999999, 999999999",
        "9999999999, *",
        "'', *",
        "12/, *",
        "12:, *",
        "-1, *",
        "*, *",
    })
    void an_origin_that_is_allowed_may_send_at_the_rate_it_asks_for(String asked, String allowed) {
        HttpResponse response = answer(ENDPOINT, options("eventgrid.azure.net", asked));

        assertEquals(200, response.status());
        assertEquals(
                Map.of(
                        "allow", List.of("POST"),
                        "webhook-allowed-origin", List.of("eventgrid.azure.net"),
                        "webhook-allowed-rate", List.of(allowed)),
                response.headers());
    }

    @Test
    void an_origin_is_allowed_by_its_name() {
        EventGridEndpoint other = ENDPOINT.forOrigins("a.example.com", "b.example.com");

        assertEquals(405, answer(ENDPOINT, options("a.example.com", "1")).status());
        assertEquals(405, answer(other, options("eventgrid.azure.net", "1")).status());
        assertEquals(200, answer(other, options("a.example.com", "1")).status());
        assertEquals(200, answer(other, options("b.example.com", "1")).status());
    }

    @Test
    void a_rate_that_was_not_asked_for_is_not_answered() {
        HttpResponse response = answer(
                ENDPOINT, request("OPTIONS", Map.of("WebHook-Request-Origin", List.of("eventgrid.azure.net")), null));

        assertNull(response.headers().get("webhook-allowed-rate"));
    }

    @Test
    void who_is_not_authenticated_gets_no_handshake() {
        EventGridEndpoint secret = ENDPOINT.authenticatedBy(request -> "key".equals(request.header("x-key")));
        HttpRequest known = request("POST", Map.of("X-Key", List.of("key")), "{}");

        assertEquals(401, answer(secret, options("eventgrid.azure.net", "1")).status());
        assertEquals(401, answer(secret, validation("{}")).status());
        assertEquals(401, answer(secret, request("POST", Map.of(), "{}")).status());
        assertNull(secret.answerOrNull(known));
        assertNull(ENDPOINT.answerOrNull(known));
        assertNull(ENDPOINT.answerOrNull(request("OPTIONS", Map.of(), null)));
    }

    @Test
    void a_topic_that_is_no_uri_is_known_by_the_source_of_its_events() {
        String topic = "/subscriptions/s/resourceGroups/Größe (1)/topics/t";
        EventGridEndpoint endpoint = EventGridEndpoint.forTopics(topic.toLowerCase(Locale.ROOT));
        String event = "[{\"id\":\"1\",\"eventType\":\"A\",\"eventTime\":\"2026-01-02T03:04:05Z\",\"topic\":\"" + topic
                + "\",\"data\":{\"validationCode\":\"c\"}}]";

        assertEquals(200, answer(endpoint, validation(event)).status());
        assertTrue(endpoint.admitsAny(AzureAdapter.read(event.getBytes(StandardCharsets.UTF_8))));
        assertFalse(ENDPOINT.admitsAny(AzureAdapter.read(event.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'topic':'/subscriptions/S/topics/T','data':{'validationCode':'c-1'}}]        | 200 | c-1",
                "{'topic':'/subscriptions/s/topics/t','data':{'validationCode':'c-1'}}          | 200 | c-1",
                "{'source':'/subscriptions/s/topics/t','data':{'validationCode':' ~'}}          | 200 | ` ~`",
                "{'topic':'/subscriptions/s/topics/t','data':'{\\u0022validationCode\\u0022:\\u0022c\\u0022}'} | 200 | c",
                "[{'topic':'/subscriptions/s/topics/u','data':{'validationCode':'c-1'}}]        | 403 |",
                "{'topic':'/subscriptions/s/topics/t','data':{'validationCode':'c\\n'}}         | 400 |",
                "{'topic':'/subscriptions/s/topics/t','data':{'validationCode':'c\\u001f'}}     | 400 |",
                "{'topic':'/subscriptions/s/topics/t','data':{'validationCode':'c\\u007f'}}     | 400 |",
            })
    void a_validation_of_a_known_topic_has_its_code_back(String body, int status, @Nullable String code) {
        HttpResponse response = answer(ENDPOINT, validation(body.replace('\'', '"')));

        assertEquals(status, response.status());
        assertEquals(
                code == null ? "" : "{\"validationResponse\":\"" + code + "\"}",
                response.body().utf8());
    }

    @Test
    void a_code_is_as_long_as_512_characters() {
        for (int length = 511; length <= 514; length++) {
            String body = "{\"topic\":\"/subscriptions/s/topics/t\",\"data\":{\"validationCode\":\""
                    + "c".repeat(length) + "\"}}";
            assertEquals(
                    length <= 512 ? 200 : 400,
                    answer(ENDPOINT, validation(body)).status());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "-                                              | ``",
                "[]                                             | ``",
                "[{'topic':'/subscriptions/s/topics/t'},{}]     | ``",
                "{'data':{'validationCode':'c'}}                | source",
                "{'topic':'/subscriptions/s/topics/t'}          | data",
                "{'topic':'/subscriptions/s/topics/t','data':{}} | data.validationCode",
                "{'topic':'/subscriptions/s/topics/t','data':'{}'} | data.validationCode",
            })
    void anything_else_is_no_validation(@Nullable String body, String path) {
        HttpRequest request = validation(body == null ? null : body.replace('\'', '"'));

        assertEquals(
                path,
                assertThrows(MalformedPayloadException.class, () -> ENDPOINT.answerOrNull(request))
                        .path());
    }
}
