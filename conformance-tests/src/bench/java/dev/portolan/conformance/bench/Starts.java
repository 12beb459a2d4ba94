package dev.portolan.conformance.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.functions.CloudEventsFunction;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.aws.AwsAdapter;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Programs that a JVM is started for: each reads a payload with one SQS message, handles it, and prints its length. */
final class Starts {

    private Starts() {}

    /** The zero line: handles nothing. */
    static final class Nothing {
        public static void main(String[] arguments) throws IOException {
            end(arguments, read(arguments).length);
        }

        static byte[] read(String[] arguments) throws IOException {
            try (InputStream in = new FileInputStream(arguments[0])) {
                return in.readAllBytes();
            }
        }

        /** With a second argument also prints what Linux knows of the process: its resident memory. */
        static void end(String[] arguments, long length) throws IOException {
            System.out.println(length);
            if (arguments.length > 1) {
                try (InputStream in = new FileInputStream("/proc/self/status")) {
                    System.out.write(in.readAllBytes());
                }
                System.out.flush();
            }
        }
    }

    /** Ours, as the entry of a function does it. */
    static final class Ours implements EventHandler {

        private long length;

        public static void main(String[] arguments) throws IOException {
            Ours handler = new Ours();
            AwsAdapter.standard()
                    .delivery(Nothing.read(arguments), Invocation.UNKNOWN)
                    .handle(handler, Invocation.UNKNOWN);
            Nothing.end(arguments, handler.length);
        }

        @Override
        public void handle(Event event, Invocation invocation) {
            length += event.data().length;
        }
    }

    /** A Jackson tree and the SDK's builder. */
    static final class Tree {
        public static void main(String[] arguments) throws IOException {
            JsonNode message = new ObjectMapper().readTree(Nothing.read(arguments)).at("/Records/0");
            long sent = Long.parseLong(message.at("/attributes/SentTimestamp").textValue());
            CloudEvent event = CloudEventBuilder.v1()
                    .withId(message.get("messageId").textValue())
                    .withSource(URI.create(message.get("eventSourceARN").textValue()))
                    .withType("com.amazonaws.sqs.Message")
                    .withTime(Instant.ofEpochMilli(sent).atOffset(ZoneOffset.UTC))
                    .withData("application/json", message.get("body").textValue().getBytes(UTF_8))
                    .build();
            Nothing.end(arguments, event.getData().toBytes().length);
        }
    }

    /** AWS's serialization to its event class. */
    static final class Pojo {
        public static void main(String[] arguments) throws IOException {
            SQSEvent event = LambdaEventSerializers.serializerFor(SQSEvent.class, Starts.class.getClassLoader())
                    .fromJson(new ByteArrayInputStream(Nothing.read(arguments)));
            Nothing.end(arguments, event.getRecords().get(0).getBody().length());
        }
    }

    /** Spring Cloud Function's stream handler. */
    static final class SpringFunction {
        public static void main(String[] arguments) throws Exception {
            Object answer = new Spring("sqs").run(Nothing.read(arguments));
            Nothing.end(arguments, answer.toString().length());
        }
    }

    /** A Lambda function that only takes its payload. */
    public static final class NoOpFunction implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream payload, OutputStream answer, Context context) throws IOException {
            payload.readAllBytes();
            answer.write('{');
            answer.write('}');
        }
    }

    /** A portable handler. */
    public static final class PortableHandler implements EventHandler {
        @Override
        public void handle(Event event, Invocation invocation) {
            if (event.data().length == 0) {
                throw new IllegalStateException("no data");
            }
        }
    }

    /** A Lambda function of AWS's event class. */
    public static final class PojoFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
        @Override
        public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
            if (event.getRecords().get(0).getBody().isEmpty()) {
                throw new IllegalStateException("no data");
            }
            return new SQSBatchResponse(List.of());
        }
    }

    /** A function on Google's invoker. */
    public static final class GoogleFunction implements CloudEventsFunction {
        @Override
        public void accept(CloudEvent event) {
            if (event.getData() == null) {
                throw new IllegalStateException("no data");
            }
        }
    }
}
