package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.data.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ids, types, paths and traces are made of, where more than one field could serve. */
class IdentityOfEventsTest {

    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static Event read(String payload) {
        return AwsAdapter.read(payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .events()
                .get(0);
    }

    private static String rest(String more) {
        return "{'httpMethod':'GET','path':'/dev/x','requestContext':{'requestId':'mine','stage':'dev','apiId':'a',"
                + "'accountId':'1','domainName':'a.execute-api.eu-west-1.amazonaws.com'" + more;
    }

    @Test
    void the_id_of_a_request_is_none_that_its_client_chose() {
        assertEquals("E1=", read(rest(",'extendedRequestId':'E1='}}")).getId());
        assertEquals("mine", read(rest("}}")).getId());
        String socket = "{'requestContext':{'eventType':'CONNECT','connectionId':'c','requestId':'mine',"
                + "'extendedRequestId':'E1=','apiId':'a','stage':'s','domainName':'d'}}";
        assertEquals("E1=", read(socket).getId());
        String authorizer = "{'type':'REQUEST','methodArn':'arn:m','requestContext':{'requestId':'mine',"
                + "'extendedRequestId':'E1='}}";
        assertEquals("E1=", read(authorizer).getId());
    }

    @Test
    void requests_of_one_trace_through_a_lattice_differ() {
        String request =
                "{'version':'2.0','path':'%s','method':'GET','headers':{'x-amzn-trace-id':['Root=1-65f0-aaaa']},"
                        + "'requestContext':{'serviceArn':'arn:s','serviceNetworkArn':'arn:n','timeEpoch':'1'}}";
        assertNotEquals(
                read(request.formatted("/pay")).getId(),
                read(request.formatted("/refund")).getId());
    }

    @Test
    void a_viewers_request_is_another_event_at_each_of_its_stations() {
        String record = "{'Records':[{'cf':{'config':{'requestId':'R','distributionId':'D','eventType':'%s'},"
                + "'request':{'uri':'/'},'response':{'status':'200'}}}]}";
        assertEquals(
                "R.viewer-request", read(record.formatted("viewer-request")).getId());
        assertEquals(
                "R.viewer-response", read(record.formatted("viewer-response")).getId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'headers':null,'appId':'a'",
                "'appId':'a','headers':{'x-delivery-count':1}",
                "'appId':'a','headers':{'x-delivery-count':12,'x-acquired-count':3}"
            })
    void a_message_of_a_quorum_queue_keeps_its_id(String properties) {
        String payload = "{'eventSource':'aws:rmq','eventSourceArn':'arn:b','rmqMessagesByQueue':{'q::/':[{"
                + "'basicProperties':{%s},'redelivered':false,'data':'YQ=='}]}}";
        assertEquals(
                read(payload.formatted("'appId':'a'")).getId(),
                read(payload.formatted(properties)).getId());
        for (String other : new String[] {"'appId':'b'", "'headers':{'appId':'a'}", "'appId':'a','headers':{'x':1}"}) {
            assertNotEquals(
                    read(payload.formatted(other)).getId(),
                    read(payload.formatted(properties)).getId());
        }
    }

    @Test
    void an_event_of_a_partner_keeps_the_partners_type() {
        Event event = read(
                "{'version':'0','id':'1','source':'aws.partner/shopify.com/1/s','detail-type':'orders/create',"
                        + "'account':'1','time':'2026-01-02T03:04:05Z','region':'eu-west-1','resources':[],'detail':{}}");
        assertEquals("orders/create", event.getType());
        assertEquals(null, event.getExtension("detailtype"));
    }

    @Test
    void the_stage_is_no_part_of_a_path_whichever_form_an_http_api_sends() {
        Event event = read("{'version':'1.0'," + rest("}}").substring(1));
        assertEquals("/x", event.getSubject());
        assertEquals("/x", ((HttpRequest) event.typedData()).path());
        assertEquals("/dev/x", read(rest("}}")).getSubject());
    }

    @ParameterizedTest
    @CsvSource({
        "[2001:db8::1]:4711, 2001:db8::1",
        "'9.9.9.9, 1.2.3.4:4711', 1.2.3.4",
        "2001:db8::1, 2001:db8::1",
        "1.2.3.4, 1.2.3.4"
    })
    void the_port_of_a_client_is_no_part_of_its_address(String forwarded, String address) {
        Event event = read("{'httpMethod':'GET','path':'/','requestContext':{'elb':{'targetGroupArn':'arn:t'}},"
                + "'headers':{'x-forwarded-for':'" + forwarded + "'}}");
        assertEquals(address, ((HttpRequest) event.typedData()).clientAddress());
    }

    static String[] traced() {
        String attributes = "{'traceparent':{'%s':'String','%s':'" + TRACEPARENT
                + "'},'tracestate':{'%1$s':'String','%2$s':'a=b'}}";
        String headers = "{'traceparent':'" + TRACEPARENT + "','tracestate':'a=b'}";
        return new String[] {
            "{'Records':[{'messageId':'1','eventSource':'aws:sqs','eventSourceARN':'arn:q','body':'x','attributes':{},"
                    + "'messageAttributes':" + attributes.formatted("dataType", "stringValue") + "}]}",
            "{'Records':[{'EventSource':'aws:sns','EventSubscriptionArn':'arn:s','Sns':{'Type':'Notification',"
                    + "'MessageId':'1','TopicArn':'arn:t','Message':'x','MessageAttributes':"
                    + attributes.formatted("Type", "Value") + "}}]}",
            "{'version':'0','id':'1','source':'own','detail-type':'t','account':'1','time':'2026-01-02T03:04:05Z',"
                    + "'region':'eu-west-1','resources':[],'detail':" + headers + "}",
            "{'eventSource':'aws:mq','eventSourceArn':'arn:b','messages':[{'messageID':'1','data':'YQ==','properties':"
                    + headers + "}]}",
            "{'eventSource':'aws:rmq','eventSourceArn':'arn:b','rmqMessagesByQueue':{'q::/':[{'data':'YQ==',"
                    + "'basicProperties':{'messageId':'1','headers':" + headers + "}}]}}"
        };
    }

    @ParameterizedTest
    @MethodSource("traced")
    void a_producers_trace_comes_whole(String payload) {
        Event event = read(payload);
        assertEquals(TRACEPARENT, event.getExtension("traceparent"));
        assertEquals("a=b", event.getExtension("tracestate"));
    }

    @Test
    void a_record_that_an_application_puts_out_was_not_delivered() {
        String data = Base64.getEncoder().encodeToString(new byte[] {1});
        String payload = ("{'invocationId':'i','applicationArn':'arn:a','records':[{'recordId':'r','data':'" + data
                        + "','%s':{'retryHint':0}}]}")
                .replace('\'', '"');
        EventHandler failing = (event, invocation) -> {
            throw new IllegalStateException("no");
        };
        for (String[] each : new String[][] {
            {"lambdaDeliveryRecordMetadata", "DeliveryFailed"}, {"kinesisStreamRecordMetadata", "ProcessingFailed"}
        }) {
            byte[] answer = AwsAdapter.read(payload.formatted(each[0]).getBytes(StandardCharsets.UTF_8))
                    .handle(failing, Invocation.UNKNOWN);
            assertEquals(
                    "{\"records\":[{\"recordId\":\"r\",\"result\":\"" + each[1] + "\",\"data\":\"" + data + "\"}]}",
                    new String(answer, StandardCharsets.UTF_8));
        }
    }
}
