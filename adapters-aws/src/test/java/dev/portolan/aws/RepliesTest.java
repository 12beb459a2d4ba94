package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.CallHandler;
import dev.portolan.Delivery;
import dev.portolan.DeliveryFailedException;
import dev.portolan.EventHandler;
import dev.portolan.Handler;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.RejectedEventException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to triggers that read the reply. */
class RepliesTest {

    private static final EventHandler DONE = (event, invocation) -> {};
    private static final CallHandler NOTHING = (event, invocation) -> new byte[0];
    private static final CallHandler REPLY = (event, invocation) -> bytes("{'ok':true}");
    private static final CallHandler FAILING = (event, invocation) -> {
        throw new IllegalStateException("on purpose");
    };

    private static final String AUTHORIZER = "{'type':'TOKEN','methodArn':'arn:aws:execute-api:eu-west-1:1:a/s/GET/'}";
    private static final String COGNITO =
            "{ 'triggerSource':'PreSignUp_SignUp','region':'eu-west-1','userPoolId':'p','response':{} }";
    private static final String EDGE_REQUEST =
            "{'Records':[{'cf':{'config':{'distributionId':'D','eventType':'viewer-request','requestId':'r'},"
                    + "'request':{ 'uri':'/' }}}]}";
    private static final String EDGE_RESPONSE = "{'Records':[{'cf':{'config':{'distributionId':'D',"
            + "'eventType':'origin-response','requestId':'r'},'request':{'uri':'/'},'response':{'status':'200'}}}]}";
    private static final String MAIL = "{'Records':[{'ses':{'mail':{'messageId':'m'}}}]}";
    private static final String FIREHOSE = "{'deliveryStreamArn':'arn:aws:firehose:eu-west-1:1:deliverystream/s',"
            + "'records':[{'recordId':'a','data':'YQ=='},{'recordId':'b','data':'Yg=='}]}";
    private static final String BATCH = "{'invocationSchemaVersion':'1.0','invocationId':'i','tasks':["
            + "{'taskId':'a','s3Key':'k','s3BucketArn':'arn:aws:s3:::b'},"
            + "{'taskId':'b','s3Key':'k','s3BucketArn':'arn:aws:s3:::b'}]}";
    private static final String PIPE = "[" + message("a") + "," + message("b") + "]";
    private static final String WEB_SOCKET =
            "{'requestContext':{'eventType':'MESSAGE','connectionId':'c','requestId':'r','domainName':'d'},'body':'hi'}";

    private static String message(String id) {
        return "{'messageId':'" + id + "','receiptHandle':'r','body':'" + id
                + "','eventSource':'aws:sqs','eventSourceARN':'arn:aws:sqs:eu-west-1:1:q'}";
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String answer(String payload, Handler handler) {
        return text(AwsAdapter.read(bytes(payload)).handle(handler, Invocation.UNKNOWN));
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8).replace('"', '\'');
    }

    @ParameterizedTest
    @ValueSource(strings = {AUTHORIZER, COGNITO, EDGE_REQUEST, MAIL})
    void a_reply_is_handed_on_as_it_is(String payload) {
        assertEquals("{'ok':true}", answer(payload, REPLY));
    }

    @ParameterizedTest
    @ValueSource(strings = {AUTHORIZER, COGNITO, EDGE_REQUEST, MAIL})
    void what_a_call_throws_is_the_functions_error(String payload) {
        for (Throwable thrown : List.of(new RuntimeException("Unauthorized"), new StackOverflowError())) {
            assertSame(thrown, assertThrows(Throwable.class, () -> answer(payload, throwing(thrown))));
        }
        Exception checked = new Exception("Unauthorized");
        DeliveryFailedException wrapped =
                assertThrows(DeliveryFailedException.class, () -> answer(payload, throwing(checked)));
        assertSame(checked, wrapped.getCause());
    }

    private static CallHandler throwing(Throwable thrown) {
        return (event, invocation) -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        };
    }

    @Test
    void a_call_that_comes_too_late_fails_the_invocation() {
        Invocation late = new Invocation(null, null, null, Instant.EPOCH, Clock.systemUTC());
        assertThrows(
                DeliveryFailedException.class,
                () -> AwsAdapter.read(bytes(AUTHORIZER)).handle(DONE, late));
    }

    @Test
    void no_reply_is_null_which_denies() {
        assertEquals("null", answer(AUTHORIZER, NOTHING));
        assertEquals("null", answer(AUTHORIZER, DONE));
    }

    @Test
    void cognito_gets_its_own_event_back() {
        assertEquals(COGNITO, answer(COGNITO, NOTHING));
        assertEquals(COGNITO, answer(COGNITO, DONE));
    }

    @Test
    void what_passes_cloudfront_passes_unchanged() {
        assertEquals("{ 'uri':'/' }", answer(EDGE_REQUEST, DONE));
        assertEquals("{'status':'200'}", answer(EDGE_RESPONSE, NOTHING));
    }

    @Test
    void the_next_rule_for_a_mail_may_run() {
        assertEquals("{'disposition':'CONTINUE'}", answer(MAIL, DONE));
        assertEquals("{'disposition':'CONTINUE'}", answer(MAIL, NOTHING));
    }

    @Test
    void one_reply_cannot_answer_two_records() {
        String two = MAIL.replace("]}", ",{'ses':{'mail':{'messageId':'n'}}}]}");
        assertThrows(MalformedPayloadException.class, () -> answer(two, REPLY));
    }

    @Test
    void a_web_socket_is_answered_with_a_status() {
        assertEquals("{'statusCode':200}", answer(WEB_SOCKET, DONE));
        assertEquals("{'statusCode':200,'body':'pong'}", answer(WEB_SOCKET, (CallHandler) (e, i) -> bytes("pong")));
        assertEquals("{'statusCode':200,'body':'/w==','isBase64Encoded':true}", answer(WEB_SOCKET, (CallHandler)
                (e, i) -> new byte[] {-1}));
        assertEquals("{'statusCode':500}", answer(WEB_SOCKET, FAILING));
    }

    @Test
    void a_transformed_record_has_new_data() {
        assertEquals(
                "{'records':[{'recordId':'a','result':'Ok','data':'QQ=='},{'recordId':'b','result':'Ok','data':'QQ=='}]}",
                answer(FIREHOSE, (CallHandler) (event, invocation) -> bytes("A")));
    }

    @Test
    void an_observed_record_keeps_its_data_and_a_failed_one_too() {
        assertEquals(
                "{'records':[{'recordId':'a','result':'Ok','data':'YQ=='},"
                        + "{'recordId':'b','result':'ProcessingFailed','data':'Yg=='}]}",
                answer(FIREHOSE, (EventHandler) (event, invocation) -> failAt("b", event.getId())));
    }

    @Test
    void an_empty_reply_drops_the_record() {
        assertEquals(
                "{'records':[{'recordId':'a','result':'Dropped','data':'YQ=='},"
                        + "{'recordId':'b','result':'Dropped','data':'Yg=='}]}",
                answer(FIREHOSE, NOTHING));
    }

    @Test
    void a_record_from_msk_is_answered_by_its_own_name_for_data() {
        assertEquals(
                "{'records':[{'recordId':'a','result':'Ok','data':'YQ=='},"
                        + "{'recordId':'b','result':'Ok','kafkaRecordValue':'Yg=='}]}",
                answer(FIREHOSE.replace("'data':'Yg=='", "'kafkaRecordValue':'Yg=='"), DONE));
    }

    @Test
    void a_record_that_is_no_base64_is_echoed_as_failed() {
        assertEquals(
                "{'records':[{'recordId':'a','result':'ProcessingFailed','data':'YQ'},"
                        + "{'recordId':'b','result':'Ok','data':'Yg=='}]}",
                answer(FIREHOSE.replace("YQ==", "YQ"), DONE));
    }

    @Test
    void a_record_that_is_reported_as_failed_is_told_like_one_whose_handler_threw() {
        Delivery<byte[]> delivery = AwsAdapter.read(bytes(FIREHOSE));
        assertEquals(
                "{'records':[{'recordId':'a','result':'Ok','data':'YQ=='},"
                        + "{'recordId':'b','result':'ProcessingFailed','data':'Yg=='}]}",
                text(delivery.answer(delivery.events(1))));
    }

    @Test
    void a_record_that_was_not_attempted_fails_the_invocation() {
        EventHandler broken = (event, invocation) -> {
            throw new StackOverflowError("on purpose");
        };
        assertThrows(DeliveryFailedException.class, () -> answer(FIREHOSE, broken));
    }

    @Test
    void two_records_of_one_id_fail_the_invocation() {
        assertThrows(DeliveryFailedException.class, () -> answer(FIREHOSE.replace("'b'", "'a'"), DONE));
    }

    @Test
    void a_batch_job_is_told_of_each_task() {
        String head = "{'invocationSchemaVersion':'1.0','treatMissingKeysAs':'PermanentFailure','invocationId':'i',";
        assertEquals(
                head + "'results':[{'taskId':'a','resultCode':'Succeeded','resultString':'A'},"
                        + "{'taskId':'b','resultCode':'Succeeded','resultString':'A'}]}",
                answer(BATCH, (CallHandler) (event, invocation) -> bytes("A")));
        assertEquals(
                head + "'results':[{'taskId':'a','resultCode':'Succeeded','resultString':''},"
                        + "{'taskId':'b','resultCode':'TemporaryFailure','resultString':''}]}",
                answer(BATCH, (EventHandler) (event, invocation) -> failAt("i.b", event.getId())));
        assertEquals(
                head + "'results':[{'taskId':'a','resultCode':'PermanentFailure','resultString':''},"
                        + "{'taskId':'b','resultCode':'PermanentFailure','resultString':''}]}",
                answer(BATCH, (EventHandler) (event, invocation) -> {
                    throw new RejectedEventException("never");
                }));
    }

    @Test
    void a_pipe_s_target_is_answered_as_the_source_would_be() {
        assertEquals("{'batchItemFailures':[]}", answer(PIPE, DONE));
        assertEquals("{'batchItemFailures':[{'itemIdentifier':'b'}]}", answer(PIPE, (EventHandler)
                (event, invocation) -> failAt("b", event.getId())));
    }

    @Test
    void an_enrichment_s_replies_are_one_array() {
        assertEquals("[{'ok':true},{'ok':true}]", answer(PIPE, REPLY));
        assertEquals("[]", answer(PIPE, NOTHING));
        assertThrows(DeliveryFailedException.class, () -> answer(PIPE, FAILING));
        assertThrows(
                DeliveryFailedException.class,
                () -> answer(PIPE, (CallHandler) (event, invocation) -> bytes("no JSON")));
    }

    private static void failAt(String failing, String id) {
        if (id.equals(failing)) {
            throw new IllegalStateException("on purpose");
        }
    }
}
