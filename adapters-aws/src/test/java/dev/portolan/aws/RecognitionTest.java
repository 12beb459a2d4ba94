package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.spi.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecognitionTest {

    /** The smallest payload of each kind. */
    private static final String KINDS = """
            aws:s3                    {"Records":[{"s3":{}}]}
            aws:s3                    {"Records":[{"eventSource":"minio:s3","s3":{}}]}
            aws:dynamodb              {"Records":[{"dynamodb":{}}]}
            aws:kinesis               {"Records":[{"kinesis":{}}]}
            aws:sns                   {"Records":[{"Sns":{}}]}
            aws:sns                   {"Records":[{"sns":{}}]}
            aws:sqs                   {"Records":[{"messageId":"m","receiptHandle":"r"}]}
            aws:sqs                   {"Records":[{"messageId":"m","eventSource":"aws:sqs"}]}
            aws:sqs                   {"Records":[{"messageId":"m","eventSource":"x"},{"messageId":"m","eventSource":"aws:sqs"}]}
            aws:sqs                   {"Records":[{"messageId":"m","eventSource":"aws:sqs"},{"messageId":"m","eventSource":"x"}]}
            aws:ses                   {"Records":[{"ses":{}}]}
            aws:cloudfront            {"Records":[{"cf":{}}]}
            aws:codecommit            {"Records":[{"codecommit":{}}]}
            aws:s3                    {"Records":[{"eventSource":"aws:sqs"},{"s3":{}}]}
            aws:s3                    {"Records":[{"rR":{}},{"s3":{}}]}
            aws:sqs                   {"Records":[{"messageJE":"m","eventSource":"aws:sqs"},{"messageId":"m","eventSource":"aws:sqs"}]}
            aws:empty                 {"Records":[]}
            aws:empty                 {"Records":[],"isFinalInvokeForWindow":true}
            aws:kafka                 {"records":{}}
            aws:kafka                 {"eventSource":"aws:kafka","records":{}}
            aws:kafka                 {"eventSource":"SelfManagedKafka","records":{}}
            aws:kafka                 {"eventSource":"aws:SelfManagedKafka","records":{}}
            aws:activemq              {"eventSource":"aws:mq","messages":[]}
            aws:activemq              {"eventSource":"aws:amq","messages":[]}
            aws:rabbitmq              {"eventSource":"aws:rmq","rmqMessagesByQueue":{}}
            aws:docdb                 {"eventSource":"aws:docdb","events":[]}
            aws:firehose              {"deliveryStreamArn":"a","records":[]}
            aws:kinesis-analytics     {"applicationArn":"a","records":[]}
            aws:logs                  {"awslogs":{"data":"H4s="}}
            aws:logs                  {"awsLogs":{"data":"H4s="}}
            aws:alarm                 {"alarmData":{}}
            aws:eventbridge           {"detail-type":"t","source":"s"}
            aws:authorizer            {"type":"REQUEST","methodArn":"a","httpMethod":"GET","path":"/"}
            aws:authorizer            {"type":"TOKEN","methodArn":"a","authorizationToken":"t"}
            aws:authorizer            {"type":"REQUEST","routeArn":"a","requestContext":{"http":{},"apiId":"i"}}
            aws:appsync-authorizer    {"authorizationToken":"t","requestContext":{"apiId":"i"}}
            aws:alb                   {"httpMethod":"GET","path":"/","requestContext":{"elb":{}}}
            aws:lattice               {"requestContext":{"serviceNetworkArn":"a"}}
            aws:lattice               {"requestContext":{"serviceArn":"a"}}
            aws:lattice               {"raw_path":"/","method":"GET"}
            aws:websocket             {"requestContext":{"connectionId":"c"}}
            aws:function-url          {"requestContext":{"http":{},"domainName":"i.lambda-url.eu-west-1.on.aws"}}
            aws:http-v2               {"requestContext":{"http":{},"domainName":"api.example.com"}}
            aws:http-v2               {"requestContext":{"http":{}}}
            aws:rest-v1               {"httpMethod":"GET","path":"/"}
            aws:rest-v1               {"version":"1.0","httpMethod":"GET","path":"/"}
            aws:destination           {"requestContext":{"condition":"Success"},"requestPayload":{}}
            aws:destination           {"requestContext":{"condition":"c"},"KinesisBatchInfo":{}}
            aws:destination           {"requestContext":{"condition":"c"},"responseContext":null,"KafkaBatchInfo":{}}
            aws:destination           {"requestContext":{"condition":"c"},"DDBStreamBatchInfo":{}}
            aws:destination           {"requestContext":{"condition":"c"},"responseContext":{}}
            aws:appsync               {"info":{"fieldName":"f"}}
            aws:appsync               [{"info":{"fieldName":"f"}},{"info":{"fieldName":"f"}}]
            aws:appsync               {"info":{"channelNamespace":{}}}
            aws:cognito               {"triggerSource":"t","userPoolId":"p"}
            aws:cognito-sync          {"identityPoolId":"p","datasetRecords":{}}
            aws:lex                   {"bot":{},"sessionState":{}}
            aws:lex                   {"bot":{},"currentIntent":{}}
            aws:alexa                 {"version":"1.0","session":{},"request":{}}
            aws:alexa                 {"directive":{}}
            aws:alexa                 {"header":{},"payload":{}}
            aws:connect               {"Details":{"ContactData":{}}}
            aws:connect               {"InvocationMetadata":{},"Items":{}}
            aws:bedrock-agent         {"messageVersion":"1.0","agent":{}}
            aws:bedrock-flow          {"messageVersion":"1.0","flow":{},"node":{}}
            aws:cloudformation        {"RequestType":"Create","StackId":"s"}
            aws:codepipeline          {"CodePipeline.job":{}}
            aws:codedeploy            {"LifecycleEventHookExecutionId":"i","DeploymentId":"d"}
            aws:config                {"invokingEvent":"{}","resultToken":"t"}
            aws:secrets-rotation      {"SecretId":"s","Step":"createSecret"}
            aws:s3-batch              {"invocationSchemaVersion":"1.0","tasks":[]}
            aws:s3-object-lambda      {"xAmzRequestId":"r","userRequest":{}}
            aws:iot-authorizer        {"protocols":[],"signatureVerified":false}
            aws:iot-button            {"serialNumber":"s","clickType":"SINGLE"}
            aws:iot-one-click         {"deviceEvent":{},"placementInfo":{}}
            aws:iot-provisioning-hook {"templateArn":"a","certificateId":"c"}
            aws:transfer              {"serverId":"s","protocol":"SFTP","sourceIp":"203.0.113.7"}
            aws:transfer-workflow     {"token":"t","serviceMetadata":{"executionDetails":{}},"fileLocation":{}}
            aws:sagemaker-labeling    {"labelingJobArn":"a"}
            aws:workmail              {"flowDirection":"INBOUND","envelope":{}}
            aws:client-vpn            {"connection-id":"c","endpoint-id":"e"}
            aws:widget                {"widgetContext":{}}
            aws:appsync               {"typeName":"Query","fieldName":"f","arguments":{}}
            aws:connect               {"chatContent":{},"associatedResourceArn":"a"}
            aws:metric-source         {"EventType":"GetMetricData"}
            aws:metric-source         {"EventType":"DescribeGetMetricData"}
            aws:cloudformation-macro  {"transformId":"t","fragment":{}}
            aws:cloudformation-hook   {"hookTypeName":"h","requestData":{}}
            aws:ecs-hook              {"lifecycleStage":"s","executionDetails":{}}
            aws:autoscaling           {"AutoScalingGroupARN":"a","CapacityToTerminate":[]}
            aws:redshift              {"external_function":"f","arguments":[]}
            aws:chime                 {"InvocationEventType":"HANGUP","CallDetails":{}}
            aws:appconfig             {"InvocationId":"i","Application":{}}
            aws:ivs-chat              {"RoomArn":"a","MessageId":"m"}
            aws:iot-rule-error        {"ruleName":"r","failures":[],"base64OriginalPayload":"e30="}
            aws:iot-rule-error        {"ruleName":"r","failures":[],"payloadsWithMetadata":[]}
            aws:bedrock-knowledge-base {"ingestionJobId":"j","inputFiles":[]}
            aws:bedrock-orchestration {"state":"START","context":{"agentConfiguration":{}}}
            aws:agentcore-interceptor {"interceptorInputVersion":"1.0","mcp":{}}
            aws:agentcore-evaluator   {"evaluatorId":"e","evaluationInput":{}}
            aws:s3-test               {"Event":"s3:TestEvent"}
            aws:cloudevents           {"specversion":"1.0","id":"1","source":"s","type":"t"}
            aws:cloudevents           [{"specversion":"1.0","id":"1","source":"s","type":"t"}]
            aws:pipes                 [{"messageId":"m","receiptHandle":"r"}]
            aws:pipes                 [{"eventSource":"aws:kinesis","partitionKey":"k"}]
            aws:pipes                 [{"eventSource":"aws:kafka","topic":"t"},{"hello":1}]
            aws:pipes                 [{"eventSource":"aws:amq","messageID":"m"}]
            aws:pipes                 [{"eventSource":"aws:rmq","basicProperties":{}}]
            """;

    private record Payload(String kind, String json) {}

    private static List<Payload> payloads() {
        List<Payload> payloads = new ArrayList<>();
        for (String line : KINDS.lines().toList()) {
            int blank = line.indexOf(' ');
            payloads.add(
                    new Payload(line.substring(0, blank), line.substring(blank).strip()));
        }
        return payloads;
    }

    private static String kind(String payload) {
        try (Json json = Json.read(payload.getBytes(StandardCharsets.UTF_8))) {
            return Recognition.kind(json.root());
        }
    }

    @Test
    void every_kind_is_told_by_its_marks() {
        for (Payload payload : payloads()) {
            assertEquals(payload.kind, kind(payload.json), payload.json);
        }
    }

    @Test
    void unknown_members_and_nulls_change_nothing() {
        for (Payload payload : payloads()) {
            if (payload.json.startsWith("{")) {
                String more = "{\"future\":[{}],\"source\":null,\"Records2\":{}," + payload.json.substring(1);
                if (!payload.json.contains("\"source\"")) {
                    assertEquals(payload.kind, kind(more), more);
                }
            }
        }
    }

    @Test
    void half_a_mark_is_none() {
        for (String half : List.of(
                "{\"typeName\":\"Query\",\"fieldName\":\"f\"}",
                "{\"chatContent\":{}}",
                "{\"EventType\":\"PutMetricData\"}",
                "{\"transformId\":\"t\"}",
                "{\"hookTypeName\":\"h\"}",
                "{\"executionDetails\":{}}",
                "{\"AutoScalingGroupARN\":\"a\"}",
                "{\"arguments\":[]}",
                "{\"InvocationEventType\":\"HANGUP\"}",
                "{\"InvocationId\":\"i\",\"Application\":\"a\"}",
                "{\"MessageId\":\"m\"}",
                "{\"ruleName\":\"r\",\"failures\":[]}",
                "{\"ingestionJobId\":\"j\"}",
                "{\"state\":\"START\",\"context\":{}}",
                "{\"evaluatorId\":\"e\"}")) {
            assertThrows(UnrecognizedPayloadException.class, () -> kind(half), half);
        }
    }

    /** A document with all members of two payloads, none of which the other has; nested members would hide each other. */
    @Test
    void two_kinds_in_one_document_are_none() {
        int hybrids = 0;
        for (Payload one : payloads()) {
            for (Payload other : payloads()) {
                if (one.json.startsWith("{")
                        && other.json.startsWith("{")
                        && !one.kind.equals(other.kind)
                        && !share(one.json, other.json)
                        && !excludes(one.kind, other.kind)
                        && !excludes(other.kind, one.kind)) {
                    String hybrid = one.json.substring(0, one.json.length() - 1) + "," + other.json.substring(1);
                    UnrecognizedPayloadException refused =
                            assertThrows(UnrecognizedPayloadException.class, () -> kind(hybrid), hybrid);
                    assertTrue(refused.toString().contains(one.kind), refused.toString());
                    assertTrue(refused.toString().contains(other.kind), refused.toString());
                    hybrids++;
                }
            }
        }
        assertTrue(hybrids > 3_000, () -> "the table should make thousands of hybrids");
    }

    @Test
    void a_record_is_not_hidden_by_one_whose_names_have_the_same_hashes() {
        assertEquals("s3".hashCode(), "rR".hashCode());
        assertEquals("messageId".hashCode(), "messageJE".hashCode());
        assertThrows(
                UnrecognizedPayloadException.class,
                () -> kind("{\"Records\":[{\"dynamodb\":{},\"z\":1},{\"rR\":{}},{\"s3\":{}}]}"));
        assertThrows(
                UnrecognizedPayloadException.class,
                () -> kind("{\"Records\":[{\"s3\":{},\"z\":1},{\"messageJE\":\"1\",\"eventSource\":\"aws:sqs\"},"
                        + "{\"messageId\":\"1\",\"eventSource\":\"aws:sqs\"}]}"));
    }

    @Test
    void records_of_two_kinds_are_told_once_however_many_there_are() {
        String records = "{\"s3\":{}},{\"cf\":{}},{\"messageId\":\"m\",\"eventSource\":\"aws:sqs\"},";
        String payload = "{\"Records\":[" + records.repeat(20_000) + "{}]}";
        UnrecognizedPayloadException refused = assertThrows(UnrecognizedPayloadException.class, () -> kind(payload));
        assertEquals(
                "the payload has the marks of more than one kind: aws:s3, aws:cloudfront, aws:sqs",
                refused.getMessage());
    }

    /** Whether the marks of the first kind are also what tells the second apart from its neighbours. */
    private static boolean excludes(String kind, String other) {
        List<String> requests =
                List.of("aws:alb", "aws:lattice", "aws:websocket", "aws:function-url", "aws:http-v2", "aws:rest-v1");
        boolean authorizer = kind.equals("aws:authorizer") || kind.equals("aws:appsync-authorizer");
        boolean kafka = kind.equals("aws:kafka")
                && List.of("aws:activemq", "aws:rabbitmq", "aws:docdb").contains(other);
        return kafka
                || (authorizer && (requests.contains(other) || other.contains("authorizer")))
                || (requests.contains(kind) && requests.contains(other));
    }

    private static boolean share(String one, String other) {
        try (Json json = Json.read(one.getBytes(StandardCharsets.UTF_8));
                Json otherJson = Json.read(other.getBytes(StandardCharsets.UTF_8))) {
            for (var member : json.root()) {
                if (otherJson.root().atOrNull(member.name()) != null) {
                    return true;
                }
            }
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "[]",
                "[{}]",
                "null",
                "{'Records':{}}",
                "{'Records':[{}]}",
                "{'Records':[null]}",
                "{'Records':[{'s3':null}]}",
                "{'Records':[{'messageId':'m'}]}",
                "{'records':null}",
                "{'records':[]}",
                "{'records':{},'eventSource':'aws:other'}",
                "{'records':{},'eventSource':7}",
                "{'messages':[],'eventSource':'aws:other'}",
                "{'detail-type':'t','source':7}",
                "{'type':'OTHER','methodArn':'a'}",
                "{'httpMethod':'GET'}",
                "{'httpMethod':'GET','path':'/','methodArn':'a'}",
                "{'specversion':'1.0','id':'1','source':'s'}",
                "[{'specversion':'1.0','id':'1','source':'s','type':'t'},{}]",
                "[{'info':{'fieldName':'f'}},{}]",
                "[{'s3':{}},{'messageId':'m','receiptHandle':'r'}]",
            })
    void what_has_no_marks_is_of_no_kind(String payload) {
        assertThrows(UnrecognizedPayloadException.class, () -> kind(payload.replace('\'', '"')));
    }
}
