package dev.portolan.aws;

import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.spi.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Tells which trigger sent a payload: by the members of the outermost document alone, among all kinds, and only if exactly
 * one fits.
 *
 * <p>No member such as {@code eventSource} decides by itself (MinIO and Ceph send S3 events), and no record decides for the
 * others.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html">What invokes Lambda functions</a>
 */
final class Recognition {

    private @Nullable String found;
    private @Nullable String more;

    private Recognition() {}

    /**
     * The kind of the payload, such as {@code aws:sqs}.
     *
     * @throws UnrecognizedPayloadException if none or more than one fits; the message names those that do
     */
    static String kind(JsonNode payload) {
        String kind = kindOrNull(payload);
        if (kind == null) {
            throw new UnrecognizedPayloadException(
                    "the payload has none of the shapes that AWS services send to functions; if you send it yourself, send"
                            + " a CloudEvent");
        }
        return kind;
    }

    /**
     * The kind of the payload; null if none fits.
     *
     * @throws UnrecognizedPayloadException if more than one fits
     */
    static @Nullable String kindOrNull(JsonNode payload) {
        Recognition recognition = new Recognition();
        if (payload.isObject()) {
            JsonNode records = payload.atOrNull("Records");
            if (records != null && records.isArray()) {
                recognition.records(records);
            }
            // All other marks need members beside the records, which a batch rarely has.
            if (records == null || payload.size() > 1) {
                recognition.batches(payload);
                recognition.events(payload);
                recognition.requests(payload);
                recognition.calls(payload);
            }
        } else if (payload.isArray()) {
            recognition.arrays(payload);
        }
        return recognition.onlyOne();
    }

    private void when(boolean fits, String kind) {
        if (!fits || kind.equals(found)) {
            return;
        }
        if (found == null) {
            found = kind;
        } else {
            more = more == null ? kind : more + ", " + kind;
        }
    }

    private @Nullable String onlyOne() {
        if (more != null) {
            throw new UnrecognizedPayloadException(
                    "the payload has the marks of more than one kind: " + found + ", " + more);
        }
        return found;
    }

    private void records(JsonNode records) {
        JsonNode last = null;
        boolean byValue = false;
        for (JsonNode record : records) {
            boolean isLikeLast = last != null && record.isLike(last);
            byValue = isLikeLast ? byValue : isMarkedByValue(record);
            if (!isLikeLast || byValue) {
                marker(record);
            }
            last = record;
        }
        when(last == null, "aws:empty");
    }

    private void batches(JsonNode payload) {
        JsonNode lower = payload.atOrNull("records");
        String source = payload.textOrNull("eventSource");
        when(isObject(lower) && (payload.atOrNull("eventSource") == null || isKafka(source)), "aws:kafka");
        when(isArray(lower) && payload.has("deliveryStreamArn"), "aws:firehose");
        when(isArray(lower) && payload.has("applicationArn"), "aws:kinesis-analytics");
        when(isArray(payload.atOrNull("messages")) && isActiveMq(source), "aws:activemq");
        when(payload.hasObject("rmqMessagesByQueue"), "aws:rabbitmq");
        when(isArray(payload.atOrNull("events")) && "aws:docdb".equals(source), "aws:docdb");
    }

    private static boolean isKafka(@Nullable String source) {
        return "aws:kafka".equals(source) || "SelfManagedKafka".equals(source) || "aws:SelfManagedKafka".equals(source);
    }

    private static boolean isActiveMq(@Nullable String source) {
        return "aws:mq".equals(source) || "aws:amq".equals(source);
    }

    /** Whether more than names and types decide what a record is. */
    private static boolean isMarkedByValue(JsonNode record) {
        return record.has("messageId") && !record.has("receiptHandle");
    }

    /** The mark of one record; a record without one beside good ones is malformed, not of another kind. */
    private void marker(JsonNode record) {
        when(record.hasObject("s3"), "aws:s3");
        when(record.hasObject("dynamodb"), "aws:dynamodb");
        when(record.hasObject("kinesis"), "aws:kinesis");
        when(record.hasObject("Sns") || record.hasObject("sns"), "aws:sns");
        when(
                record.has("messageId")
                        && (record.has("receiptHandle") || "aws:sqs".equals(record.textOrNull("eventSource"))),
                "aws:sqs");
        when(record.hasObject("ses"), "aws:ses");
        when(record.hasObject("cf"), "aws:cloudfront");
        when(record.hasObject("codecommit"), "aws:codecommit");
    }

    private void events(JsonNode payload) {
        when(payload.has("awslogs", "data") || payload.has("awsLogs", "data"), "aws:logs");
        when(payload.hasObject("alarmData"), "aws:alarm");
        when(payload.hasString("detail-type") && payload.hasString("source"), "aws:eventbridge");
        when("s3:TestEvent".equals(payload.textOrNull("Event")), "aws:s3-test");
        when(isCloudEvent(payload), "aws:cloudevents");
        when(
                payload.has("requestContext", "condition")
                        && (payload.has("responseContext")
                                || payload.has("requestPayload")
                                || payload.has("KafkaBatchInfo")
                                || payload.has("KinesisBatchInfo")
                                || payload.has("DDBStreamBatchInfo")),
                "aws:destination");
    }

    private static boolean isCloudEvent(JsonNode document) {
        return document.hasString("specversion")
                && document.hasString("id")
                && document.hasString("source")
                && document.hasString("type");
    }

    private void requests(JsonNode payload) {
        boolean authorizes = payload.has("methodArn") || payload.has("routeArn");
        String type = payload.textOrNull("type");
        when(authorizes && ("REQUEST".equals(type) || "TOKEN".equals(type)), "aws:authorizer");
        when(
                payload.has("authorizationToken")
                        && !payload.has("methodArn")
                        && payload.has("requestContext", "apiId"),
                "aws:appsync-authorizer");
        if (authorizes || payload.has("authorizationToken")) {
            return;
        }
        boolean alb = isObject(payload.atOrNull("requestContext", "elb"));
        boolean lattice =
                payload.has("requestContext", "serviceNetworkArn") || payload.has("requestContext", "serviceArn");
        boolean webSocket = payload.has("requestContext", "connectionId");
        boolean http = isObject(payload.atOrNull("requestContext", "http"));
        when(alb, "aws:alb");
        when(lattice || (payload.hasString("raw_path") && payload.hasString("method")), "aws:lattice");
        when(webSocket, "aws:websocket");
        if (http) {
            String domain = payload.textOrNull("requestContext", "domainName");
            when(true, domain != null && domain.contains(".lambda-url.") ? "aws:function-url" : "aws:http-v2");
        }
        when(
                payload.hasString("httpMethod") && payload.hasString("path") && !alb && !lattice && !webSocket && !http,
                "aws:rest-v1");
    }

    private void calls(JsonNode payload) {
        when(
                payload.has("info", "fieldName")
                        || payload.has("info", "channelNamespace")
                        || (payload.has("typeName") && payload.has("fieldName") && payload.has("arguments")),
                "aws:appsync");
        when(payload.has("triggerSource") && payload.has("userPoolId"), "aws:cognito");
        when(payload.has("identityPoolId") && payload.has("datasetRecords"), "aws:cognito-sync");
        when(payload.has("bot") && (payload.has("sessionState") || payload.has("currentIntent")), "aws:lex");
        when(
                (payload.has("request")
                                && payload.has("version")
                                && (payload.has("session") || payload.has("context", "System")))
                        || payload.hasObject("directive")
                        || (payload.hasObject("header") && payload.hasObject("payload")),
                "aws:alexa");
        when(
                payload.has("Details", "ContactData")
                        || (payload.has("InvocationMetadata") && payload.has("Items"))
                        || (payload.has("chatContent") && payload.has("associatedResourceArn")),
                "aws:connect");
        when(payload.has("messageVersion") && payload.has("agent"), "aws:bedrock-agent");
        when(payload.has("messageVersion") && payload.has("flow") && payload.has("node"), "aws:bedrock-flow");
        when(payload.has("RequestType") && payload.has("StackId"), "aws:cloudformation");
        when(payload.has("CodePipeline.job"), "aws:codepipeline");
        when(payload.has("LifecycleEventHookExecutionId") && payload.has("DeploymentId"), "aws:codedeploy");
        when(payload.has("invokingEvent") && payload.has("resultToken"), "aws:config");
        when(payload.has("SecretId") && payload.has("Step"), "aws:secrets-rotation");
        when(payload.has("invocationSchemaVersion") && payload.has("tasks"), "aws:s3-batch");
        when(payload.has("xAmzRequestId") && payload.has("userRequest"), "aws:s3-object-lambda");
        when(payload.has("protocols") && payload.has("signatureVerified"), "aws:iot-authorizer");
        when(payload.has("serialNumber") && payload.has("clickType"), "aws:iot-button");
        when(payload.has("deviceEvent") && payload.has("placementInfo"), "aws:iot-one-click");
        when(payload.has("templateArn") && payload.has("certificateId"), "aws:iot-provisioning-hook");
        when(payload.has("serverId") && payload.has("protocol") && payload.has("sourceIp"), "aws:transfer");
        when(payload.has("token") && payload.has("serviceMetadata", "executionDetails"), "aws:transfer-workflow");
        when(payload.has("labelingJobArn"), "aws:sagemaker-labeling");
        when(payload.has("flowDirection") && payload.has("envelope"), "aws:workmail");
        when(payload.has("connection-id") && payload.has("endpoint-id"), "aws:client-vpn");
        when(payload.has("widgetContext"), "aws:widget");
        String metric = payload.textOrNull("EventType");
        when("GetMetricData".equals(metric) || "DescribeGetMetricData".equals(metric), "aws:metric-source");
        when(payload.has("transformId") && payload.has("fragment"), "aws:cloudformation-macro");
        when(payload.has("hookTypeName") && payload.has("requestData"), "aws:cloudformation-hook");
        when(payload.has("lifecycleStage") && payload.has("executionDetails"), "aws:ecs-hook");
        when(payload.has("AutoScalingGroupARN") && payload.has("CapacityToTerminate"), "aws:autoscaling");
        when(payload.has("external_function") && payload.has("arguments"), "aws:redshift");
        when(payload.has("InvocationEventType") && payload.has("CallDetails"), "aws:chime");
        when(payload.has("InvocationId") && payload.hasObject("Application"), "aws:appconfig");
        when(payload.has("RoomArn") && payload.has("MessageId"), "aws:ivs-chat");
        when(
                payload.has("ruleName")
                        && payload.has("failures")
                        && (payload.has("base64OriginalPayload") || payload.has("payloadsWithMetadata")),
                "aws:iot-rule-error");
        when(payload.has("ingestionJobId") && payload.has("inputFiles"), "aws:bedrock-knowledge-base");
        when(payload.has("state") && payload.has("context", "agentConfiguration"), "aws:bedrock-orchestration");
        when(payload.has("interceptorInputVersion"), "aws:agentcore-interceptor");
        when(payload.has("evaluatorId") && payload.has("evaluationInput"), "aws:agentcore-evaluator");
    }

    private void arrays(JsonNode payload) {
        int elements = 0;
        int cloudEvents = 0;
        int resolvers = 0;
        for (JsonNode element : payload) {
            elements++;
            cloudEvents += isCloudEvent(element) ? 1 : 0;
            resolvers += element.has("info", "fieldName") ? 1 : 0;
        }
        Recognition pipe = pipe(payload);
        when(elements > 0 && cloudEvents == elements, "aws:cloudevents");
        when(elements > 0 && resolvers == elements, "aws:appsync");
        when(pipe.found != null && pipe.more == null, "aws:pipes");
    }

    private static Recognition pipe(JsonNode payload) {
        Recognition pipe = new Recognition();
        for (JsonNode element : payload) {
            pipe.marker(element);
            pipe.flatMarker(element);
        }
        return pipe;
    }

    /** The kind of the records in an array that is {@code aws:pipes}. */
    static @Nullable String pipedKind(JsonNode payload) {
        return pipe(payload).onlyOne();
    }

    /** The mark of a record that EventBridge Pipes has taken out of the envelope it would have in a batch. */
    private void flatMarker(JsonNode element) {
        String source = element.textOrNull("eventSource");
        when("aws:kinesis".equals(source) && element.has("partitionKey"), "aws:kinesis");
        when(isKafka(source) && element.has("topic"), "aws:kafka");
        when(isActiveMq(source) && element.has("messageID"), "aws:activemq");
        when("aws:rmq".equals(source) && element.has("basicProperties"), "aws:rabbitmq");
    }

    private static boolean isArray(@Nullable JsonNode node) {
        return node != null && node.isArray();
    }

    private static boolean isObject(@Nullable JsonNode node) {
        return node != null && node.isObject();
    }
}
