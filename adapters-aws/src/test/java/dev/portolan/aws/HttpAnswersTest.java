package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.DeliveryFailedException;
import dev.portolan.EventHandler;
import dev.portolan.Handler;
import dev.portolan.HttpHandler;
import dev.portolan.Invocation;
import dev.portolan.Limits;
import dev.portolan.RejectedEventException;
import dev.portolan.data.Bytes;
import dev.portolan.data.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswersTest {

    private static final String REST_V1 = "{'httpMethod':'POST','path':'/','body':'hi'}";
    private static final String HTTP_V2 = "{'rawPath':'/','requestContext':{'http':{'method':'POST'}},'body':'hi'}";
    private static final String FUNCTION_URL =
            "{'rawPath':'/','requestContext':{'domainName':'i.lambda-url.eu-west-1.on.aws',"
                    + "'http':{'method':'POST'}},'body':'hi'}";
    private static final String ALB_START =
            "{'httpMethod':'POST','path':'/','requestContext':{'elb':{'targetGroupArn':'arn:t'}},'body':'hi',";
    private static final String ALB = ALB_START + "'headers':{}}";
    private static final String ALB_MULTI = ALB_START + "'multiValueHeaders':{}}";

    private static final HttpResponse FULL = new HttpResponse(
            201,
            Map.of("X-Tag", List.of("a", "b"), "Content-Type", List.of("text/plain")),
            List.of("a=1; Path=/", "b=2"),
            Bytes.utf8("grün"));

    @ParameterizedTest
    @CsvSource({"reject, 400", "fail, 500", "parse, 500", "misfit, 400", "good, 204"})
    void the_sender_of_an_event_hears_whether_sending_it_again_can_help(String type, int status) {
        String request = json("{'rawPath':'/','requestContext':{'http':{'method':'POST'}},'headers':{"
                + "'ce-specversion':'1.0','ce-id':'1','ce-source':'/s','ce-type':'" + type + "'},'body':'x'}");
        EventHandler handler = (event, invocation) -> {
            if (event.getType().equals("reject")) {
                throw new RejectedEventException("never");
            }
            if (event.getType().equals("fail")) {
                throw new IllegalStateException("not now");
            }
            if (event.getType().equals("parse")) {
                Bytes.utf8("<html>").jsonAs(Map.class);
            }
            if (event.getType().equals("misfit")) {
                event.dataAs(List.class);
            }
        };

        byte[] answer =
                AwsAdapter.read(request.getBytes(StandardCharsets.UTF_8)).handle(handler, Invocation.UNKNOWN);
        assertTrue(new String(answer, StandardCharsets.UTF_8).contains("\"statusCode\":" + status));
    }

    @Test
    void a_request_that_its_handler_rejects_is_a_bad_request() {
        HttpHandler rejects = (request, invocation) -> {
            throw new RejectedEventException("never");
        };
        byte[] answer =
                AwsAdapter.read(json(HTTP_V2).getBytes(StandardCharsets.UTF_8)).handle(rejects, Invocation.UNKNOWN);
        assertTrue(new String(answer, StandardCharsets.UTF_8).contains("\"statusCode\":400"));
    }

    @Test
    void a_batch_of_more_events_than_the_limit_is_a_bad_request_and_none_is_handled() {
        String event = json("{'specversion':'1.0','id':'1','source':'/s','type':'t'}");
        String body = Base64.getEncoder()
                .encodeToString(("[" + event + "," + event + "," + event + "]").getBytes(StandardCharsets.UTF_8));
        String request = json("{'rawPath':'/','requestContext':{'http':{'method':'POST'}},'isBase64Encoded':true,"
                + "'headers':{'content-type':'application/cloudevents-batch+json'},'body':'" + body + "'}");
        List<String> handled = new ArrayList<>();
        EventHandler handler = (each, invocation) -> handled.add(each.getId());

        byte[] answer = AwsAdapter.standard()
                .withLimits(Limits.STANDARD.withItems(2))
                .delivery(request.getBytes(StandardCharsets.UTF_8), Invocation.UNKNOWN)
                .handle(handler, Invocation.UNKNOWN);

        assertTrue(
                new String(answer, StandardCharsets.UTF_8).contains("400"), new String(answer, StandardCharsets.UTF_8));
        assertEquals(List.of(), handled);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String answer(String request, Handler handler) {
        byte[] payload = json(request).getBytes(StandardCharsets.UTF_8);
        return new String(AwsAdapter.read(payload).handle(handler, Invocation.UNKNOWN), StandardCharsets.UTF_8);
    }

    private static HttpHandler responding(HttpResponse response) {
        return (request, invocation) -> response;
    }

    @Test
    void a_rest_api_gets_lists_of_values_and_no_member_beside_those_it_knows() {
        assertEquals(
                json(
                        "{'statusCode':201,'multiValueHeaders':{'Content-Type':['text/plain'],'Set-Cookie':['a=1; Path=/','b=2'],"
                                + "'X-Tag':['a','b']},'body':'grün','isBase64Encoded':false}"),
                answer(REST_V1, responding(FULL)));
    }

    @ParameterizedTest
    @ValueSource(strings = {HTTP_V2, FUNCTION_URL})
    void an_http_api_and_a_function_url_get_cookies_beside_joined_headers(String request) {
        assertEquals(
                json(
                        "{'statusCode':201,'headers':{'Content-Type':'text/plain','X-Tag':'a, b'},'cookies':['a=1; Path=/','b=2'],"
                                + "'body':'grün','isBase64Encoded':false}"),
                answer(request, responding(FULL)));
    }

    @ParameterizedTest
    @CsvSource({
        "200, OK",
        "299, Success",
        "300, Redirection",
        "399, Redirection",
        "404, Not Found",
        "418, Client Error",
        "499, Client Error",
        "500, Internal Server Error",
        "599, Server Error",
    })
    void a_load_balancer_gets_a_reason_for_every_status(int status, String reason) {
        String answer = answer(ALB, responding(HttpResponse.status(status)));

        assertTrue(answer.contains("\"statusDescription\":\"" + status + " " + reason + "\""), answer);
    }

    @Test
    void a_load_balancer_gets_lists_of_values_if_it_sends_them() {
        assertEquals(
                json(
                        "{'statusCode':201,'statusDescription':'201 Created','multiValueHeaders':{'Content-Type':['text/plain'],"
                                + "'Set-Cookie':['a=1; Path=/','b=2'],'X-Tag':['a','b']},'body':'grün','isBase64Encoded':false}"),
                answer(ALB_MULTI, responding(FULL)));
    }

    @Test
    void a_load_balancer_with_single_values_gets_one_cookie_and_never_loses_another() {
        HttpResponse one = HttpResponse.status(204).cookie("a=1");
        assertEquals(
                json("{'statusCode':204,'statusDescription':'204 No Content','headers':{'Set-Cookie':'a=1'},'body':'',"
                        + "'isBase64Encoded':false}"),
                answer(ALB, responding(one)));
        DeliveryFailedException failed =
                assertThrows(DeliveryFailedException.class, () -> answer(ALB, responding(one.cookie("b=2"))));
        assertTrue(failed.toString().contains("lambda.multi_value_headers.enabled"), failed.getMessage());
    }

    @Test
    void a_cookie_set_as_a_header_is_a_cookie() {
        HttpResponse response =
                HttpResponse.status(200).header("set-cookie", "a=1").cookie("b=2");
        assertTrue(answer(HTTP_V2, responding(response)).contains("\"headers\":{},\"cookies\":[\"a=1\",\"b=2\"]"));
        assertTrue(answer(REST_V1, responding(response)).contains("{\"Set-Cookie\":[\"a=1\",\"b=2\"]}"));
    }

    @Test
    void names_that_differ_in_case_are_one_header() {
        HttpResponse response = new HttpResponse(
                200, new TreeMap<>(Map.of("X-A", List.of("1"), "x-a", List.of("2"))), List.of(), Bytes.EMPTY);
        assertTrue(answer(HTTP_V2, responding(response)).contains("{\"X-A\":\"1, 2\"}"));
        assertTrue(answer(REST_V1, responding(response)).contains("{\"X-A\":[\"1\",\"2\"]}"));
    }

    @ParameterizedTest
    @CsvSource({
        "text/html, true",
        "TEXT/HTML; charset=utf-8, true",
        "application/json, true",
        "application/problem+json, true",
        "image/svg+xml, true",
        "application/x-www-form-urlencoded, true",
        "image/png, false",
        "application/octet-stream, false",
        "application/zip, false",
    })
    void text_goes_as_text_and_all_else_as_base64(String contentType, boolean text) {
        String answer = answer(REST_V1, responding(HttpResponse.status(200).body(contentType, new byte[] {'h', 'i'})));
        assertTrue(
                answer.contains(
                        text
                                ? "\"body\":\"hi\",\"isBase64Encoded\":false"
                                : "\"body\":\"aGk=\",\"isBase64Encoded\":true"),
                answer);
    }

    @Test
    void text_that_is_not_utf_8_goes_as_base64() {
        byte[] latin1 = {'g', 'r', (byte) 0xFC, 'n'};
        String answer = answer(HTTP_V2, responding(HttpResponse.status(200).body("text/plain", latin1)));
        assertTrue(answer.contains(
                "\"body\":\"" + Base64.getEncoder().encodeToString(latin1) + "\",\"isBase64Encoded\":true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {REST_V1, HTTP_V2, FUNCTION_URL, ALB, ALB_MULTI})
    void a_failing_handler_is_a_500_without_details(String request) {
        HttpHandler failing = (http, invocation) -> {
            throw new IllegalStateException("secret");
        };
        String answer = answer(request, failing);
        assertTrue(answer.startsWith("{\"statusCode\":500,"), answer);
        assertTrue(answer.endsWith("\"body\":\"\",\"isBase64Encoded\":false}"), answer);
        HttpHandler broken = (http, invocation) -> {
            throw new StackOverflowError();
        };
        assertTrue(answer(request, broken).startsWith("{\"statusCode\":500,"));
    }

    @ParameterizedTest
    @ValueSource(strings = {REST_V1, HTTP_V2, FUNCTION_URL, ALB, ALB_MULTI})
    void a_request_that_is_handled_as_an_event_is_a_204_when_done(String request) {
        EventHandler handler = (event, invocation) -> assertEquals("dev.portolan.http.request", event.getType());
        assertTrue(answer(request, handler).startsWith("{\"statusCode\":204,"));
        EventHandler failing = (event, invocation) -> {
            throw new IllegalStateException("on purpose");
        };
        assertTrue(answer(request, failing).startsWith("{\"statusCode\":500,"));
    }

    @ParameterizedTest
    @ValueSource(strings = {REST_V1, HTTP_V2, FUNCTION_URL, ALB})
    void a_request_that_cannot_be_decoded_is_a_400(String request) {
        String malformed = request.replace("'body':'hi'", "'body':'no base64','isBase64Encoded':true");
        assertTrue(answer(malformed, responding(HttpResponse.status(200))).startsWith("{\"statusCode\":400,"));
        EventHandler handler = (event, invocation) -> {
            throw new AssertionError("is not called");
        };
        assertTrue(answer(malformed, handler).startsWith("{\"statusCode\":400,"));
    }
}
