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
            recognition.batches(payload);
            recognition.events(payload);
            recognition.requests(payload);
            recognition.calls(payload);
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

    private void batches(JsonNode payload) {
        JsonNode records = payload.atOrNull("Records");
        if (records != null && records.isArray()) {
            boolean empty = true;
            for (JsonNode record : records) {
                empty = false;
                marker(record);
            }
            when(empty, "aws:empty");
        }
        JsonNode lower = payload.atOrNull("records");
        String source = payload.textOrNull("eventSource");
        when(isObject(lower) && (payload.atOrNull("eventSource") == null || isKafka(source)), "aws:kafka");
        when(isArray(lower) && has(payload, "deliveryStreamArn"), "aws:firehose");
        when(isArray(lower) && has(payload, "applicationArn"), "aws:kinesis-analytics");
        when(isArray(payload.atOrNull("messages")) && isActiveMq(source), "aws:activemq");
        when(isObject(payload.atOrNull("rmqMessagesByQueue")), "aws:rabbitmq");
        when(isArray(payload.atOrNull("events")) && "aws:docdb".equals(source), "aws:docdb");
    }

    private static boolean isKafka(@Nullable String source) {
        return "aws:kafka".equals(source) || "SelfManagedKafka".equals(source) || "aws:SelfManagedKafka".equals(source);
    }

    private static boolean isActiveMq(@Nullable String source) {
        return "aws:mq".equals(source) || "aws:amq".equals(source);
    }

    /** The mark of one record; a record without one beside good ones is malformed, not of another kind. */
    private void marker(JsonNode record) {
        when(isObject(record.atOrNull("s3")), "aws:s3");
        when(isObject(record.atOrNull("dynamodb")), "aws:dynamodb");
        when(isObject(record.atOrNull("kinesis")), "aws:kinesis");
        when(isObject(record.atOrNull("Sns")) || isObject(record.atOrNull("sns")), "aws:sns");
        when(
                has(record, "messageId")
                        && (has(record, "receiptHandle") || "aws:sqs".equals(record.textOrNull("eventSource"))),
                "aws:sqs");
        when(isObject(record.atOrNull("ses")), "aws:ses");
        when(isObject(record.atOrNull("cf")), "aws:cloudfront");
        when(isObject(record.atOrNull("codecommit")), "aws:codecommit");
    }

    private void events(JsonNode payload) {
        when(has(payload, "awslogs", "data") || has(payload, "awsLogs", "data"), "aws:logs");
        when(isObject(payload.atOrNull("alarmData")), "aws:alarm");
        when(hasText(payload, "detail-type") && hasText(payload, "source"), "aws:eventbridge");
        when("s3:TestEvent".equals(payload.textOrNull("Event")), "aws:s3-test");
        when(isCloudEvent(payload), "aws:cloudevents");
        when(
                has(payload, "requestContext", "condition")
                        && (has(payload, "responseContext")
                                || has(payload, "requestPayload")
                                || has(payload, "KinesisBatchInfo")
                                || has(payload, "DDBStreamBatchInfo")),
                "aws:destination");
    }

    private static boolean isCloudEvent(JsonNode document) {
        return hasText(document, "specversion")
                && hasText(document, "id")
                && hasText(document, "source")
                && hasText(document, "type");
    }

    private void requests(JsonNode payload) {
        boolean authorizes = has(payload, "methodArn") || has(payload, "routeArn");
        String type = payload.textOrNull("type");
        when(authorizes && ("REQUEST".equals(type) || "TOKEN".equals(type)), "aws:authorizer");
        when(
                has(payload, "authorizationToken")
                        && !has(payload, "methodArn")
                        && has(payload, "requestContext", "apiId"),
                "aws:appsync-authorizer");
        if (authorizes || has(payload, "authorizationToken")) {
            return;
        }
        boolean alb = isObject(payload.atOrNull("requestContext", "elb"));
        boolean lattice =
                has(payload, "requestContext", "serviceNetworkArn") || has(payload, "requestContext", "serviceArn");
        boolean webSocket = has(payload, "requestContext", "connectionId");
        boolean http = isObject(payload.atOrNull("requestContext", "http"));
        when(alb, "aws:alb");
        when(lattice || (hasText(payload, "raw_path") && hasText(payload, "method")), "aws:lattice");
        when(webSocket, "aws:websocket");
        if (http) {
            String domain = payload.textOrNull("requestContext", "domainName");
            when(true, domain != null && domain.contains(".lambda-url.") ? "aws:function-url" : "aws:http-v2");
        }
        when(
                hasText(payload, "httpMethod") && hasText(payload, "path") && !alb && !lattice && !webSocket && !http,
                "aws:rest-v1");
    }

    private void calls(JsonNode payload) {
        when(has(payload, "info", "fieldName") || has(payload, "info", "channelNamespace"), "aws:appsync");
        when(has(payload, "triggerSource") && has(payload, "userPoolId"), "aws:cognito");
        when(has(payload, "identityPoolId") && has(payload, "datasetRecords"), "aws:cognito-sync");
        when(has(payload, "bot") && (has(payload, "sessionState") || has(payload, "currentIntent")), "aws:lex");
        when(
                (has(payload, "session") && has(payload, "request") && has(payload, "version"))
                        || isObject(payload.atOrNull("directive"))
                        || (isObject(payload.atOrNull("header")) && isObject(payload.atOrNull("payload"))),
                "aws:alexa");
        when(
                has(payload, "Details", "ContactData") || (has(payload, "InvocationMetadata") && has(payload, "Items")),
                "aws:connect");
        when(has(payload, "messageVersion") && has(payload, "agent"), "aws:bedrock-agent");
        when(has(payload, "RequestType") && has(payload, "StackId"), "aws:cloudformation");
        when(has(payload, "CodePipeline.job"), "aws:codepipeline");
        when(has(payload, "LifecycleEventHookExecutionId") && has(payload, "DeploymentId"), "aws:codedeploy");
        when(has(payload, "invokingEvent") && has(payload, "resultToken"), "aws:config");
        when(has(payload, "SecretId") && has(payload, "Step"), "aws:secrets-rotation");
        when(has(payload, "invocationSchemaVersion") && has(payload, "tasks"), "aws:s3-batch");
        when(has(payload, "xAmzRequestId") && has(payload, "userRequest"), "aws:s3-object-lambda");
        when(has(payload, "protocols") && has(payload, "signatureVerified"), "aws:iot-authorizer");
        when(has(payload, "serialNumber") && has(payload, "clickType"), "aws:iot-button");
        when(has(payload, "deviceEvent") && has(payload, "placementInfo"), "aws:iot-one-click");
        when(has(payload, "templateArn") && has(payload, "certificateId"), "aws:iot-provisioning-hook");
        when(has(payload, "serverId") && has(payload, "protocol") && has(payload, "sourceIp"), "aws:transfer");
        when(has(payload, "labelingJobArn"), "aws:sagemaker-labeling");
        when(has(payload, "flowDirection") && has(payload, "envelope"), "aws:workmail");
        when(has(payload, "connection-id") && has(payload, "endpoint-id"), "aws:client-vpn");
        when(has(payload, "widgetContext"), "aws:widget");
    }

    private void arrays(JsonNode payload) {
        int elements = 0;
        int cloudEvents = 0;
        int resolvers = 0;
        for (JsonNode element : payload) {
            elements++;
            cloudEvents += isCloudEvent(element) ? 1 : 0;
            resolvers += has(element, "info", "fieldName") ? 1 : 0;
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
        when("aws:kinesis".equals(source) && has(element, "partitionKey"), "aws:kinesis");
        when(isKafka(source) && has(element, "topic"), "aws:kafka");
        when(isActiveMq(source) && has(element, "messageID"), "aws:activemq");
        when("aws:rmq".equals(source) && has(element, "basicProperties"), "aws:rabbitmq");
    }

    private static boolean has(JsonNode node, String name) {
        return node.atOrNull(name) != null;
    }

    private static boolean has(JsonNode node, String first, String second) {
        return node.atOrNull(first, second) != null;
    }

    private static boolean hasText(JsonNode node, String name) {
        JsonNode value = node.atOrNull(name);
        return value != null && value.isString();
    }

    private static boolean isArray(@Nullable JsonNode node) {
        return node != null && node.isArray();
    }

    private static boolean isObject(@Nullable JsonNode node) {
        return node != null && node.isObject();
    }
}
