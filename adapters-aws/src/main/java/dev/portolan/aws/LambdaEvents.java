package dev.portolan.aws;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.ApplicationLoadBalancerRequestEvent;
import com.amazonaws.services.lambda.runtime.events.ApplicationLoadBalancerResponseEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbTimeWindowEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisTimeWindowEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.TimeWindowEventResponse;
import dev.portolan.Delivery;
import dev.portolan.Invocation;

/**
 * Reads the classes of {@code aws-lambda-java-events}, for functions that take them: the same events as from the payload, and
 * the answer as the class that Lambda takes. Version 3.11.0 or newer is needed.
 *
 * <p>What these classes leave out of the payload, such as members that are newer than they are, is not in the events either.
 * Events of requests without any id have another one than from the payload.
 *
 * @see <a href="https://github.com/aws/aws-lambda-java-libs/tree/main/aws-lambda-java-events">aws-lambda-java-events</a>
 */
public final class LambdaEvents {

    private LambdaEvents() {}

    /** Messages of a queue. */
    public static Delivery<SQSBatchResponse> read(SQSEvent event) {
        return read(event, AwsAdapter.standard());
    }

    /** Messages of a queue, as this adapter reads them: one that opens what they carry, such as notifications of S3. */
    public static Delivery<SQSBatchResponse> read(SQSEvent event, AwsAdapter adapter) {
        return adapter.delivery(RecordWriter.payload(event), Invocation.UNKNOWN).withAnswer(AnswerReader::sqs);
    }

    /** Records of a data stream. */
    public static Delivery<StreamsEventResponse> read(KinesisEvent event) {
        return read(event, AwsAdapter.standard());
    }

    /** Records of a data stream, as this adapter reads them: one that opens what they carry, such as logs. */
    public static Delivery<StreamsEventResponse> read(KinesisEvent event, AwsAdapter adapter) {
        return adapter.delivery(RecordWriter.payload(event), Invocation.UNKNOWN).withAnswer(AnswerReader::stream);
    }

    /** Records of a data stream in a tumbling window, whose state goes back unchanged. */
    public static Delivery<TimeWindowEventResponse> read(KinesisTimeWindowEvent event) {
        return read(event, AwsAdapter.standard());
    }

    /** Records of a data stream in a tumbling window, as this adapter reads them. */
    public static Delivery<TimeWindowEventResponse> read(KinesisTimeWindowEvent event, AwsAdapter adapter) {
        return adapter.delivery(RecordWriter.payload(event), Invocation.UNKNOWN).withAnswer(AnswerReader::window);
    }

    /** Changes of a table. */
    public static Delivery<StreamsEventResponse> read(DynamodbEvent event) {
        return delivery(RecordWriter.payload(event)).withAnswer(AnswerReader::stream);
    }

    /** Changes of a table in a tumbling window, whose state goes back unchanged. */
    public static Delivery<TimeWindowEventResponse> read(DynamodbTimeWindowEvent event) {
        return delivery(RecordWriter.payload(event)).withAnswer(AnswerReader::window);
    }

    /** Notifications of a bucket; nobody reads the answer. S3's test event, which the class cannot hold, has no events. */
    public static Delivery<byte[]> read(S3Event event) {
        return delivery(RecordWriter.payload(event));
    }

    /** A request through a REST API. */
    public static Delivery<APIGatewayProxyResponseEvent> read(APIGatewayProxyRequestEvent event) {
        return delivery(RequestWriter.payload(event)).withAnswer(AnswerReader::restV1);
    }

    /** A request through an HTTP API or to a function URL. */
    public static Delivery<APIGatewayV2HTTPResponse> read(APIGatewayV2HTTPEvent event) {
        return delivery(RequestWriter.payload(event)).withAnswer(AnswerReader::httpV2);
    }

    /** A request through a load balancer. */
    public static Delivery<ApplicationLoadBalancerResponseEvent> read(ApplicationLoadBalancerRequestEvent event) {
        return delivery(RequestWriter.payload(event)).withAnswer(AnswerReader::alb);
    }

    private static Delivery<byte[]> delivery(byte[] payload) {
        return AwsAdapter.standard().delivery(payload, Invocation.UNKNOWN);
    }
}
