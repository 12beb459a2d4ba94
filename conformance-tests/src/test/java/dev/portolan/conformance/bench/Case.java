package dev.portolan.conformance.bench;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.function.Function;

/** What is measured: one kind of payload, of one size. */
enum Case {
    SQS_1("SQS × 1", 1, 64, SQSEvent.class, payloads -> payloads.sqs(1)),
    SQS_10("SQS × 10", 10, 64, SQSEvent.class, payloads -> payloads.sqs(10)),
    SQS_100("SQS × 100", 100, 64, SQSEvent.class, payloads -> payloads.sqs(100)),
    SQS_1000("SQS × 1 000", 1_000, 8, SQSEvent.class, payloads -> payloads.sqs(1_000)),
    SQS_10000("SQS × 10 000", 10_000, 2, SQSEvent.class, payloads -> payloads.sqs(10_000)),
    KINESIS("Kinesis × 100 of 1 kB", 100, 64, KinesisEvent.class, Payloads::kinesis),
    DYNAMODB("DynamoDB × 100, both images", 100, 64, DynamodbEvent.class, Payloads::dynamoDb),
    S3("S3", 1, 64, S3Event.class, Payloads::s3),
    REST_V1("REST API, 10 kB body", 1, 64, APIGatewayProxyRequestEvent.class, Payloads::restV1),
    HTTP_V2("HTTP API, 10 kB body", 1, 64, APIGatewayV2HTTPEvent.class, Payloads::httpV2),
    HTTP_DENSE("HTTP API, escape-dense body", 1, 64, APIGatewayV2HTTPEvent.class, Payloads::httpV2Dense),
    PUBSUB("Pub/Sub push", 1, 64, null, Payloads::push),
    LEGACY_STORAGE("Storage, 1st generation", 1, 64, null, Payloads::legacyStorage),
    EVENT_GRID("Event Grid × 100", 100, 64, null, Payloads::eventGrid),
    CLOUDEVENT("CloudEvent, structured", 1, 64, null, Payloads::cloudEvent),
    CLOUDEVENTS("CloudEvents batch × 100", 100, 64, null, Payloads::cloudEvents);

    private final String title;
    private final int records;
    private final int payloads;

    /** AWS's class for it; null where the payload is not AWS's. */
    private final Class<?> pojo;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Payloads, byte[]> maker;

    Case(String title, int records, int payloads, Class<?> pojo, Function<Payloads, byte[]> maker) {
        this.title = title;
        this.records = records;
        this.payloads = payloads;
        this.pojo = pojo;
        this.maker = maker;
    }

    String title() {
        return title;
    }

    int records() {
        return records;
    }

    Class<?> pojo() {
        return pojo;
    }

    boolean isAws() {
        return pojo != null;
    }

    boolean isHttp() {
        return this == REST_V1 || this == HTTP_V2 || this == HTTP_DENSE;
    }

    /** The same payloads in every run; at least 64 different records. */
    byte[][] payloads() {
        Payloads maker = new Payloads(name().hashCode());
        byte[][] all = new byte[payloads][];
        for (int i = 0; i < all.length; i++) {
            all[i] = this.maker.apply(maker);
        }
        return all;
    }
}
