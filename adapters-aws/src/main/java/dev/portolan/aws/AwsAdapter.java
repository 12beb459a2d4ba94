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

    private static final AwsAdapter STANDARD = new AwsAdapter(Limits.STANDARD);

    private final Limits limits;

    private AwsAdapter(Limits limits) {
        this.limits = limits;
    }

    /** An adapter with the standard limits that opens no nested envelope. */
    public static AwsAdapter standard() {
        return STANDARD;
    }

    /** The same adapter with other limits. */
    public AwsAdapter withLimits(Limits limits) {
        return new AwsAdapter(limits);
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
            default -> throw new UnrecognizedPayloadException(kind + " is recognised and not mapped yet");
        };
    }

    private Delivery<byte[]> records(Source<byte[]> source, JsonNode root) {
        Delivery.Builder<byte[]> delivery = new Delivery.Builder<>(source, limits);
        for (JsonNode record : root.at("Records")) {
            delivery.add(record);
        }
        return delivery.build();
    }

    private Delivery<byte[]> single(Source<byte[]> source, JsonNode root) {
        return new Delivery.Builder<>(source, limits).add(root).build();
    }

    private Delivery<byte[]> request(FrontDoor door, JsonNode request) {
        MultiValues headers = MultiValues.headersOf(request);
        return CarriedEvents.isIn(headers)
                ? CarriedEvents.delivery(door, request, headers, limits)
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
