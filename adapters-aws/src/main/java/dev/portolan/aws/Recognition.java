package dev.portolan.aws;

import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Shapes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which trigger sent a payload: by the members of the outermost document alone, among all kinds, and only if exactly
 * one fits.
 *
 * <p>The tables are the rules: a new kind is a row. No member such as {@code eventSource} decides by itself (MinIO and Ceph
 * send S3 events), and no record decides for the others.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html">What invokes Lambda functions</a>
 */
final class Recognition {

    /** What one of a batch's {@code Records} is. */
    private static final String RECORDS = """
            aws:s3          s3{}
            aws:dynamodb    dynamodb{}
            aws:kinesis     kinesis{}
            aws:sns         Sns{}
            aws:sns         sns{}
            aws:sqs         messageId receiptHandle
            aws:sqs         messageId eventSource=aws:sqs
            aws:ses         ses{}
            aws:cloudfront  cf{}
            aws:codecommit  codecommit{}
            """;

    private static final Shapes RECORD = new Shapes(RECORDS);

    private static final List<String> FUNCTION_URL = List.of("aws:function-url");

    /** Of their own, because most functions get batches of records. */
    private static final class Documents {

        /** What the outermost document is. */
        static final Shapes ANY = new Shapes("""
                aws:kafka                  records{} !eventSource
                aws:kafka                  records{} eventSource=aws:kafka|SelfManagedKafka|aws:SelfManagedKafka
                aws:firehose               deliveryStreamArn records[]
                aws:kinesis-analytics      applicationArn records[]
                aws:activemq               messages[] eventSource=aws:mq|aws:amq
                aws:rabbitmq               rmqMessagesByQueue{}
                aws:docdb                  events[] eventSource=aws:docdb
                aws:logs                   awslogs/data
                aws:logs                   awsLogs/data
                aws:alarm                  alarmData{}
                aws:eventbridge            detail-type"" source""
                aws:s3-test                Event=s3:TestEvent
                aws:cloudevents            specversion"" id"" source"" type""
                aws:destination            responseContext requestContext/condition
                aws:destination            requestPayload requestContext/condition
                aws:destination            KafkaBatchInfo requestContext/condition
                aws:destination            KinesisBatchInfo requestContext/condition
                aws:destination            DDBStreamBatchInfo requestContext/condition
                aws:authorizer             methodArn type=REQUEST|TOKEN
                aws:authorizer             routeArn type=REQUEST|TOKEN
                aws:appsync-authorizer     authorizationToken !methodArn requestContext/apiId
                aws:appsync                info/fieldName
                aws:appsync                info/channelNamespace
                aws:appsync                typeName fieldName arguments
                aws:cognito                triggerSource userPoolId
                aws:cognito-sync           identityPoolId datasetRecords
                aws:lex                    bot sessionState
                aws:lex                    bot currentIntent
                aws:alexa                  request version session
                aws:alexa                  request version context/System
                aws:alexa                  directive{}
                aws:alexa                  header{} payload{}
                aws:connect                Details/ContactData
                aws:connect                InvocationMetadata Items
                aws:connect                chatContent associatedResourceArn
                aws:bedrock-agent          messageVersion agent
                aws:bedrock-flow           messageVersion flow node
                aws:bedrock-knowledge-base ingestionJobId inputFiles
                aws:bedrock-orchestration  state context/agentConfiguration
                aws:agentcore-interceptor  interceptorInputVersion
                aws:agentcore-evaluator    evaluatorId evaluationInput
                aws:cloudformation         RequestType StackId
                aws:cloudformation-macro   transformId fragment
                aws:cloudformation-hook    hookTypeName requestData
                aws:codepipeline           CodePipeline.job
                aws:codedeploy             LifecycleEventHookExecutionId DeploymentId
                aws:config                 invokingEvent resultToken
                aws:secrets-rotation       SecretId Step
                aws:s3-batch               invocationSchemaVersion tasks
                aws:s3-object-lambda       xAmzRequestId userRequest
                aws:iot-authorizer         protocols signatureVerified
                aws:iot-button             serialNumber clickType
                aws:iot-one-click          deviceEvent placementInfo
                aws:iot-provisioning-hook  templateArn certificateId
                aws:iot-rule-error         ruleName failures base64OriginalPayload
                aws:iot-rule-error         ruleName failures payloadsWithMetadata
                aws:transfer               serverId protocol sourceIp
                aws:transfer-workflow      token serviceMetadata/executionDetails
                aws:sagemaker-labeling     labelingJobArn
                aws:workmail               flowDirection envelope
                aws:client-vpn             connection-id endpoint-id
                aws:widget                 widgetContext
                aws:metric-source          EventType=GetMetricData|DescribeGetMetricData
                aws:ecs-hook               lifecycleStage executionDetails
                aws:autoscaling            AutoScalingGroupARN CapacityToTerminate
                aws:redshift               external_function arguments
                aws:chime                  InvocationEventType CallDetails
                aws:appconfig              InvocationId Application{}
                aws:ivs-chat               RoomArn MessageId
                """);

        /** The same, where nobody asks for a permission. */
        static final Shapes REQUESTS = new Shapes("""
                aws:alb           requestContext/elb{}
                aws:lattice       requestContext/serviceNetworkArn
                aws:lattice       requestContext/serviceArn
                aws:lattice       raw_path"" method""
                aws:websocket     requestContext/connectionId
                aws:http-v2       requestContext/http{}
                aws:rest-v1       httpMethod"" path"" !requestContext/elb{} !requestContext/http{} \
                                  !requestContext/serviceNetworkArn !requestContext/serviceArn \
                                  !requestContext/connectionId
                """);
    }

    /** Of their own, because few functions get arrays. */
    private static final class Elements {

        /** What all elements are. */
        static final Shapes OF_A_LIST = new Shapes("""
                aws:cloudevents  specversion"" id"" source"" type""
                aws:appsync      info/fieldName
                """);

        /** What some are where EventBridge Pipes has taken records out of the envelope they would have in a batch. */
        static final Shapes PIPED = new Shapes(RECORDS + """
                aws:kinesis   partitionKey eventSource=aws:kinesis
                aws:kafka     topic eventSource=aws:kafka|SelfManagedKafka|aws:SelfManagedKafka
                aws:activemq  messageID eventSource=aws:mq|aws:amq
                aws:rabbitmq  basicProperties eventSource=aws:rmq
                """);
    }

    /** Makes the exceptions, which are loaded only then: the verifier of a class that throws them would load them with it. */
    private static final class Unrecognized {

        static RuntimeException none() {
            return new UnrecognizedPayloadException(
                    "the payload has none of the shapes that AWS services send to functions; if you send it yourself, send"
                            + " a CloudEvent, or have it read by AwsAdapter.acceptingAnyJson()");
        }

        static RuntimeException several(List<String> kinds) {
            return new UnrecognizedPayloadException(
                    "the payload has the marks of more than one kind: " + String.join(", ", kinds));
        }
    }

    private Recognition() {}

    /**
     * The kind of the payload, such as {@code aws:sqs}.
     *
     * @throws UnrecognizedPayloadException if none or more than one fits; the message names those that do
     */
    static String kind(JsonNode payload) {
        String kind = kindOrNull(payload);
        if (kind == null) {
            throw Unrecognized.none();
        }
        return kind;
    }

    /**
     * The kind of the payload; null if none fits.
     *
     * @throws UnrecognizedPayloadException if more than one fits
     */
    static @Nullable String kindOrNull(JsonNode payload) {
        if (payload.isArray()) {
            return onlyOne(array(payload));
        }
        JsonNode records = payload.atOrNull("Records");
        List<String> kinds = records != null && records.isArray() ? records(records) : List.of();
        // All other marks need members beside the records, which a batch rarely has.
        boolean hasOthers = payload.isObject() && (records == null || payload.size() > 1);
        return onlyOne(hasOthers ? and(kinds, document(payload)) : kinds);
    }

    private static @Nullable String onlyOne(List<String> kinds) {
        if (kinds.size() > 1) {
            throw Unrecognized.several(kinds);
        }
        return kinds.isEmpty() ? null : kinds.get(0);
    }

    /** Both, each kind once: as short as there are kinds, however many records show them. */
    private static List<String> and(List<String> kinds, List<String> others) {
        if (kinds.isEmpty()) {
            return others;
        }
        if (kinds.containsAll(others)) {
            return kinds;
        }
        List<String> both = new ArrayList<>(kinds);
        both.removeAll(others);
        both.addAll(others);
        return both;
    }

    private static List<String> document(JsonNode payload) {
        List<String> kinds = Documents.ANY.kinds(payload);
        return asksForPermission(payload) ? kinds : and(kinds, request(payload));
    }

    /** Then it has the request's marks beside its own. */
    private static boolean asksForPermission(JsonNode payload) {
        return payload.has("methodArn") || payload.has("routeArn") || payload.has("authorizationToken");
    }

    private static List<String> request(JsonNode payload) {
        List<String> kinds = Documents.REQUESTS.kinds(payload);
        if (kinds.size() == 1 && kinds.contains("aws:http-v2")) {
            String domain = payload.textOrNull("requestContext", "domainName");
            return domain != null && domain.contains(".lambda-url.") ? FUNCTION_URL : kinds;
        }
        return kinds;
    }

    private static List<String> records(JsonNode records) {
        if (records.isEmpty()) {
            return List.of("aws:empty");
        }
        List<String> kinds = List.of();
        boolean byValue = false;
        for (Iterator<JsonNode> unlike = records.unlike(); unlike.hasNext(); ) {
            JsonNode record = unlike.next();
            // A record without a mark beside good ones is malformed, not of another kind.
            kinds = and(kinds, RECORD.kinds(record));
            byValue |= isMarkedByValue(record);
        }
        return byValue ? and(kinds, ofAny(RECORD, records)) : kinds;
    }

    /** Whether more than names and types decide what a record is, so that others that are like it can be something else. */
    private static boolean isMarkedByValue(JsonNode record) {
        return record.has("messageId") && !record.has("receiptHandle");
    }

    private static List<String> array(JsonNode payload) {
        List<String> kinds = ofAll(payload);
        return ofAny(Elements.PIPED, payload).size() == 1 ? and(kinds, List.of("aws:pipes")) : kinds;
    }

    private static List<String> ofAll(JsonNode payload) {
        List<String> ofAll = null;
        for (JsonNode element : payload) {
            List<String> kinds = Elements.OF_A_LIST.kinds(element);
            if (ofAll == null) {
                ofAll = new ArrayList<>(kinds);
            } else {
                ofAll.retainAll(kinds);
            }
        }
        return ofAll == null ? List.of() : ofAll;
    }

    private static List<String> ofAny(Shapes shapes, JsonNode elements) {
        List<String> kinds = List.of();
        for (JsonNode element : elements) {
            kinds = and(kinds, shapes.kinds(element));
        }
        return kinds;
    }

    /** The kind of the records in an array that is {@code aws:pipes}. */
    static @Nullable String pipedKind(JsonNode payload) {
        return onlyOne(ofAny(Elements.PIPED, payload));
    }
}
