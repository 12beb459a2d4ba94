package dev.portolan.aws;

import dev.portolan.Adapter;
import dev.portolan.Delivery;
import dev.portolan.Invocation;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Source;
import org.jspecify.annotations.Nullable;

/**
 * Reads what AWS Lambda hands to a function.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class AwsAdapter implements Adapter<byte[]> {

    private static final AwsAdapter STANDARD = new AwsAdapter(Limits.STANDARD, false);

    private final Limits limits;
    private final boolean reportsKafkaItems;

    private AwsAdapter(Limits limits, boolean reportsKafkaItems) {
        this.limits = limits;
        this.reportsKafkaItems = reportsKafkaItems;
    }

    /** An adapter with the standard limits that opens no nested envelope. */
    public static AwsAdapter standard() {
        return STANDARD;
    }

    /** The same adapter with other limits. */
    public AwsAdapter withLimits(Limits limits) {
        return new AwsAdapter(limits, reportsKafkaItems);
    }

    /**
     * The same adapter for a Kafka event source mapping that reports item failures ({@code ReportBatchItemFailures}).
     *
     * <p>Where the mapping does not, such an answer is read as complete success, so it is given only when declared here.
     */
    public AwsAdapter reportingKafkaItems() {
        return new AwsAdapter(limits, true);
    }

    /**
     * Reads one payload with the standard adapter.
     *
     * @param payload the bytes, neither copied nor changed; the caller must not change them afterwards
     * @throws MalformedPayloadException if the bytes are not what a known source sends
     * @throws UnrecognizedPayloadException if no source, or more than one, has that shape
     */
    public static Delivery<byte[]> read(byte[] payload) {
        return STANDARD.delivery(payload, Invocation.UNKNOWN);
    }

    @Override
    public Delivery<byte[]> delivery(byte[] payload, Invocation invocation) {
        try (Json json = Json.read(payload, 0, payload.length, limits)) {
            JsonNode root = json.root();
            String kind = Recognition.kind(root);
            try {
                return delivery(kind, root, invocation);
            } catch (MalformedPayloadException e) {
                throw e.kind() == null ? e.in(kind) : e;
            }
        }
    }

    private Delivery<byte[]> delivery(String kind, JsonNode root, Invocation invocation) {
        return switch (kind) {
            case "aws:s3" -> records(new S3(), root);
            case "aws:s3-test" -> single(new S3TestEvent(), root);
            case "aws:sqs" -> records(new Sqs(firstSource(root)), root);
            case "aws:kinesis" -> records(new Kinesis(Window.of(root)), root);
            case "aws:dynamodb" -> records(new DynamoDb(Window.of(root)), root);
            case "aws:rest-v1" -> request(new RestV1(invocation), root);
            case "aws:http-v2" -> request(new HttpV2(invocation), root);
            case "aws:function-url" -> request(new FunctionUrl(invocation), root);
            case "aws:alb" -> request(new Alb(invocation, root), root);
            case "aws:empty" -> records(new EmptyBatch(Window.of(root)), root);
            case "aws:sns" -> records(new Sns(), root);
            case "aws:eventbridge" -> single(EventBridge.of(root), root);
            case "aws:kafka" -> kafka(root);
            case "aws:logs" -> logs(root);
            case "aws:firehose" -> each(new Firehose(root), root.at("records"));
            case "aws:kinesis-analytics" -> each(new KinesisAnalytics(root), root.at("records"));
            case "aws:activemq" -> each(new ActiveMq(root), root.at("messages"));
            case "aws:rabbitmq" -> rabbitMq(root);
            case "aws:docdb" -> each(new DocumentDb(root), root.at("events"));
            case "aws:pipes" -> each(Pipes.of(root, reportsKafkaItems), root);
            case "aws:cloudevents" -> root.isArray() ? each(new CloudEvents(), root) : single(new CloudEvents(), root);
            case "aws:websocket" -> single(new WebSocket(), root);
            case "aws:lattice" -> request(new Lattice(invocation), root);
            case "aws:s3-batch" -> each(new S3Batch(root), root.at("tasks"));
            case "aws:cloudfront" -> records(new LambdaEdge(root, invocation), root);
            case "aws:ses" -> records(new Ses(invocation), root);
            case "aws:codecommit" -> records(new CodeCommit(), root);
            case "aws:authorizer" -> single(new Authorizer(invocation), root);
            case "aws:appsync-authorizer" -> single(new AppSyncAuthorizer(invocation), root);
            case "aws:appsync" -> single(new AppSync(invocation), root);
            case "aws:cognito" -> single(new Cognito(root, invocation), root);
            case "aws:cognito-sync" -> single(new CognitoSync(root, invocation), root);
            case "aws:lex" -> single(new Lex(invocation), root);
            case "aws:alexa" -> single(new Alexa(invocation), root);
            case "aws:connect" -> single(new Connect(invocation), root);
            case "aws:bedrock-agent" -> single(new BedrockAgent(invocation), root);
            case "aws:cloudformation" -> single(new CloudFormation(invocation), root);
            case "aws:codepipeline" -> single(new CodePipeline(invocation), root);
            case "aws:codedeploy" -> single(new CodeDeploy(invocation), root);
            case "aws:config" -> single(new ConfigRule(invocation), root);
            case "aws:secrets-rotation" -> single(new SecretsRotation(invocation), root);
            case "aws:s3-object-lambda" -> single(new S3ObjectLambda(invocation), root);
            case "aws:alarm" -> single(new Alarm(invocation), root);
            case "aws:destination" -> single(new Destination(invocation), root);
            case "aws:iot-provisioning-hook" -> single(new ProvisioningHook(invocation), root);
            case "aws:iot-authorizer" -> plain(kind, "aws:iot", "iot.Authorizer", root, invocation);
            case "aws:iot-button" -> plain(kind, "aws:iot", "iot.Button", root, invocation);
            case "aws:iot-one-click" -> plain(kind, "aws:iot", "iot.OneClick", root, invocation);
            case "aws:transfer" -> plain(kind, "aws:transfer", "transfer.Authenticate", root, invocation);
            case "aws:sagemaker-labeling" -> plain(kind, "aws:sagemaker", "sagemaker.Labeling", root, invocation);
            case "aws:workmail" -> plain(kind, "aws:workmail", "workmail.Message", root, invocation);
            case "aws:client-vpn" -> plain(kind, "aws:clientvpn", "clientvpn.Connect", root, invocation);
            case "aws:widget" -> plain(kind, "aws:cloudwatch", "cloudwatch.Widget", root, invocation);
            default -> throw new UnrecognizedPayloadException(kind + " is recognised and not mapped yet");
        };
    }

    private Delivery<byte[]> records(Object row, JsonNode root) {
        return each(row, root.at("Records"));
    }

    private Delivery<byte[]> each(Object row, JsonNode records) {
        Delivery.Builder<byte[]> delivery = builder(row);
        for (JsonNode record : records) {
            delivery.add(record);
        }
        return delivery.build();
    }

    private Delivery<byte[]> single(Object row, JsonNode root) {
        return builder(row).add(root).build();
    }

    private Delivery<byte[]> kafka(JsonNode root) {
        Delivery.Builder<byte[]> delivery = builder(new Kafka(root, reportsKafkaItems));
        for (JsonNode partition : root.at("records")) {
            for (JsonNode record : partition) {
                delivery.add(record);
            }
        }
        return delivery.build();
    }

    private Delivery<byte[]> rabbitMq(JsonNode root) {
        RabbitMq row = new RabbitMq(root);
        Delivery.Builder<byte[]> delivery = builder(row);
        for (JsonNode queue : root.at("rmqMessagesByQueue")) {
            row.reading(queue.name());
            for (JsonNode message : queue) {
                delivery.add(message);
            }
        }
        return delivery.build();
    }

    private Delivery<byte[]> logs(JsonNode root) {
        JsonNode data = Logs.data(root);
        byte[] expanded = Logs.expand(data, limits);
        try (Json json = Logs.read(expanded, data, limits)) {
            JsonNode document = json.root();
            Logs row = new Logs(document, data.path());
            return Logs.isControlMessage(document) ? builder(row).build() : each(row, document.at("logEvents"));
        }
    }

    private Delivery<byte[]> plain(String kind, String source, String type, JsonNode root, Invocation invocation) {
        return single(new PlainCall(kind, source, "com.amazonaws." + type, invocation), root);
    }

    /**
     * A builder for a {@link Source}, declared as an Object: to verify that each row in the table is a Source, the JVM would
     * load them all at the first payload.
     */
    @SuppressWarnings("unchecked") // every row of AWS is answered with bytes
    private Delivery.Builder<byte[]> builder(Object row) {
        return new Delivery.Builder<>((Source<byte[]>) row, limits);
    }

    private Delivery<byte[]> request(Object door, JsonNode request) {
        MultiValues headers = MultiValues.headersOf(request);
        return CarriedEvents.isIn(headers)
                ? CarriedEvents.delivery((FrontDoor) door, request, headers, limits)
                : single(door, request);
    }

    private static @Nullable String firstSource(JsonNode root) {
        for (JsonNode record : root.at("Records")) {
            String source = record.textOrNull("eventSourceARN");
            if (source != null) {
                return source;
            }
        }
        return null;
    }
}
