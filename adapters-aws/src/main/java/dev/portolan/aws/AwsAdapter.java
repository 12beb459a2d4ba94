package dev.portolan.aws;

import dev.portolan.Adapter;
import dev.portolan.Delivery;
import dev.portolan.Invocation;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Origin;
import dev.portolan.spi.Source;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what AWS Lambda hands to a function.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class AwsAdapter implements Adapter<byte[]> {

    private static final AwsAdapter STANDARD =
            new AwsAdapter(Limits.STANDARD, false, false, true, Set.of(), null, null);

    private final Limits limits;
    private final boolean reportsKafkaItems;
    private final boolean acceptsAnyJson;

    /** Whether an HTTP request that is a CloudEvent counts as one. */
    private final boolean readsCarriedEvents;

    private final Set<Hop> hops;

    /** What a gateway said of the one call of a tool that this adapter was made for; null if it is of any payload. */
    private final @Nullable Map<String, String> call;

    /** Of the one payload that this adapter was made for; null if nothing is opened. */
    private final @Nullable Envelopes envelopes;

    private AwsAdapter(
            Limits limits,
            boolean reportsKafkaItems,
            boolean acceptsAnyJson,
            boolean readsCarriedEvents,
            Set<Hop> hops,
            @Nullable Map<String, String> call,
            @Nullable Envelopes envelopes) {
        this.limits = limits;
        this.reportsKafkaItems = reportsKafkaItems;
        this.acceptsAnyJson = acceptsAnyJson;
        this.readsCarriedEvents = readsCarriedEvents;
        this.hops = hops;
        this.call = call;
        this.envelopes = envelopes;
    }

    /** An adapter with the standard limits that opens no nested envelope. */
    public static AwsAdapter standard() {
        return STANDARD;
    }

    /** The same adapter with other limits. */
    public AwsAdapter withLimits(Limits limits) {
        return new AwsAdapter(limits, reportsKafkaItems, acceptsAnyJson, readsCarriedEvents, hops, call, null);
    }

    /**
     * The same adapter for a Kafka event source mapping that reports item failures ({@code ReportBatchItemFailures}).
     *
     * <p>Where the mapping does not, such an answer is read as complete success, so it is given only when declared here.
     */
    public AwsAdapter reportingKafkaItems() {
        return new AwsAdapter(limits, true, acceptsAnyJson, readsCarriedEvents, hops, call, null);
    }

    /**
     * The same adapter that also opens these envelopes wherever a record carries one, three in each other at most.
     *
     * <p>The events are those inside; their extension {@code via} names the carriers, outermost first. What is acknowledged is
     * the outer record, once, when all its events are done.
     */
    public AwsAdapter opening(Hop... hops) {
        Set<Hop> all = EnumSet.noneOf(Hop.class);
        all.addAll(this.hops);
        Collections.addAll(all, hops);
        return new AwsAdapter(
                limits,
                reportsKafkaItems,
                acceptsAnyJson,
                readsCarriedEvents,
                Collections.unmodifiableSet(all),
                call,
                null);
    }

    /**
     * The same adapter that also takes JSON which no AWS service sends, as from a direct invocation: its event has the type
     * {@code com.amazonaws.lambda.Invoke} and the payload as data.
     */
    public AwsAdapter acceptingAnyJson() {
        return new AwsAdapter(limits, reportsKafkaItems, true, readsCarriedEvents, hops, call, null);
    }

    /**
     * The same adapter that takes every HTTP request as plain, one that is a CloudEvent too: for a handler of requests alone,
     * which no client shall be able to make fail.
     */
    public AwsAdapter takingRequestsAsPlain() {
        return new AwsAdapter(limits, reportsKafkaItems, acceptsAnyJson, false, hops, call, null);
    }

    /**
     * The same adapter for one invocation whose caller says this beside the payload: the {@code custom} part of Lambda's client
     * context.
     *
     * <p>Where an AgentCore gateway says which tool is called ({@code bedrockAgentCoreToolName}), the payload is that tool's
     * input, whatever it looks like, and none of it is opened; else this is the same adapter. {@link LambdaEntry} does it by
     * itself.
     *
     * @param custom neither kept nor changed
     */
    public AwsAdapter withClientContext(@Nullable Map<String, String> custom) {
        return custom == null || custom.get("bedrockAgentCoreToolName") == null
                ? this
                : new AwsAdapter(
                        limits,
                        reportsKafkaItems,
                        acceptsAnyJson,
                        readsCarriedEvents,
                        hops,
                        new HashMap<>(custom),
                        null);
    }

    /** This adapter in the midst of a payload. */
    AwsAdapter reading(Envelopes envelopes) {
        return new AwsAdapter(limits, reportsKafkaItems, acceptsAnyJson, readsCarriedEvents, hops, call, envelopes);
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
        if (call != null) {
            return tool(payload, call, invocation);
        }
        AwsAdapter adapter = hops.isEmpty() ? this : reading(new Envelopes(this, limits, invocation, hops));
        try (Json json = Json.read(payload, 0, payload.length, limits)) {
            JsonNode root = json.root();
            return acceptsAnyJson
                    ? adapter.any(root, invocation)
                    : adapter.known(Recognition.kind(root), root, invocation);
        }
    }

    /** Its input is chosen by an agent, and so by whoever talks to it: it is never asked what it looks like. */
    private Delivery<byte[]> tool(byte[] input, Map<String, String> call, Invocation invocation) {
        try (Json json = Json.read(input, 0, input.length, limits)) {
            return single(new GatewayTool(call, invocation), json.root());
        }
    }

    /** A payload of whatever kind. */
    Delivery<byte[]> any(JsonNode root, Invocation invocation) {
        String kind = Recognition.kindOrNull(root);
        return kind == null ? single(new Invoke(invocation), root) : known(kind, root, invocation);
    }

    /** A payload of this kind. */
    Delivery<byte[]> known(String kind, JsonNode root, Invocation invocation) {
        try {
            return delivery(kind, root, invocation);
        } catch (MalformedPayloadException e) {
            throw e.kind() == null ? e.in(kind) : e;
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
            case "aws:transfer-workflow" -> single(new TransferWorkflow(invocation), root);
            case "aws:bedrock-flow" -> plain(kind, "aws:bedrock", "bedrock.FlowNode", root, invocation);
            case "aws:sagemaker-labeling" -> plain(kind, "aws:sagemaker", "sagemaker.Labeling", root, invocation);
            case "aws:workmail" -> plain(kind, "aws:workmail", "workmail.Message", root, invocation);
            case "aws:client-vpn" -> plain(kind, "aws:clientvpn", "clientvpn.Connect", root, invocation);
            case "aws:widget" -> plain(kind, "aws:cloudwatch", "cloudwatch.Widget", root, invocation);
            case "aws:metric-source" -> plain(kind, "aws:cloudwatch", "cloudwatch.MetricSource", root, invocation);
            case "aws:cloudformation-macro" -> single(new Macro(invocation), root);
            case "aws:cloudformation-hook" -> single(new CloudFormationHook(invocation), root);
            case "aws:ecs-hook" -> single(new EcsHook(invocation), root);
            case "aws:autoscaling" -> single(new TerminationPolicy(invocation), root);
            case "aws:redshift" -> single(new Redshift(invocation), root);
            case "aws:chime" -> single(new Chime(invocation), root);
            case "aws:appconfig" -> single(new AppConfig(invocation), root);
            case "aws:ivs-chat" -> single(new IvsChat(invocation), root);
            case "aws:iot-rule-error" -> single(new RuleError(invocation), root);
            case "aws:bedrock-knowledge-base" -> single(new KnowledgeBase(invocation), root);
            case "aws:bedrock-orchestration" -> plain(kind, "aws:bedrock", "bedrock.Orchestration", root, invocation);
            case "aws:agentcore-interceptor" ->
                plain(kind, "aws:bedrock-agentcore", "bedrockagentcore.Interceptor", root, invocation);
            case "aws:agentcore-evaluator" ->
                plain(kind, "aws:bedrock-agentcore", "bedrockagentcore.Evaluator", root, invocation);
            default -> throw new IllegalStateException("no row for " + kind);
        };
    }

    private Delivery<byte[]> records(Origin row, JsonNode root) {
        return each(row, root.at("Records"));
    }

    private Delivery<byte[]> each(Origin row, JsonNode records) {
        Delivery.Builder<byte[]> delivery = builder(row);
        for (JsonNode record : records) {
            add(delivery, row, record);
        }
        return delivery.build();
    }

    private Delivery<byte[]> single(Origin row, JsonNode root) {
        Delivery.Builder<byte[]> delivery = builder(row);
        add(delivery, row, root);
        return delivery.build();
    }

    private Delivery<byte[]> kafka(JsonNode root) {
        Kafka row = new Kafka(root, reportsKafkaItems);
        Delivery.Builder<byte[]> delivery = builder(row);
        for (Iterator<JsonNode> partitions = root.at("records").entries(); partitions.hasNext(); ) {
            for (JsonNode record : partitions.next()) {
                add(delivery, row, record);
            }
        }
        return delivery.build();
    }

    private Delivery<byte[]> rabbitMq(JsonNode root) {
        RabbitMq row = new RabbitMq(root);
        Delivery.Builder<byte[]> delivery = builder(row);
        for (Iterator<JsonNode> queues = root.at("rmqMessagesByQueue").entries(); queues.hasNext(); ) {
            JsonNode queue = queues.next();
            row.reading(queue.name());
            for (JsonNode message : queue) {
                add(delivery, row, message);
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

    private Delivery.Builder<byte[]> builder(Origin row) {
        return new Delivery.Builder<>(source(row), limits);
    }

    private void add(Delivery.Builder<byte[]> delivery, Origin row, JsonNode record) {
        if (envelopes == null) {
            delivery.add(record);
        } else {
            envelopes.add(delivery, source(row), record);
        }
    }

    /**
     * A row of the table, declared as the interface: the verifier takes any class for one; to verify that each row is {@link
     * Source}, the JVM would load them all at the first payload.
     */
    @SuppressWarnings("unchecked") // every row of AWS is answered with bytes
    private static Source<byte[]> source(Origin row) {
        return (Source<byte[]>) row;
    }

    private Delivery<byte[]> request(Origin door, JsonNode request) {
        MultiValues headers = MultiValues.headersOf(request);
        return readsCarriedEvents && FrontDoor.carriesEvents(headers)
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
