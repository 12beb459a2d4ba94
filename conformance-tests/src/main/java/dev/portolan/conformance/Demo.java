package dev.portolan.conformance;

import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.Invocation;
import java.util.ArrayList;
import java.util.List;

/** One handler, fed with the payloads of every cloud. */
final class Demo implements Command {

    private static final List<Story> STORIES = List.of(
            new Story(
                    "An object was stored",
                    new Scene("aws", "S3 notification", "aws/s3/key-is-decoded-exactly-once"),
                    new Scene("gcp", "Cloud Storage event", "gcp/cloudevent/storage-finalized"),
                    new Scene("azure", "Event Grid event", "azure/eventgrid/blob-created-in-a-webhook-array")),
            new Story(
                    "A message came",
                    new Scene("aws", "SQS FIFO message", "aws/sqs/fifo-message-carries-its-group"),
                    new Scene("gcp", "Pub/Sub push", "gcp/pubsub/message"),
                    new Scene("azure", "Service Bus message", "azure/servicebus/queue-message-with-everything")),
            new Story(
                    "A log got a record",
                    new Scene("aws", "Kinesis record", "aws/kinesis/record"),
                    new Scene("aws", "Kafka record", "aws/kafka/msk-record"),
                    new Scene("azure", "Event Hubs event", "azure/eventhubs/one-event")),
            new Story(
                    "A document changed",
                    new Scene("aws", "DynamoDB record", "aws/dynamodb/insert-modify-remove"),
                    new Scene("gcp", "Firestore event", "gcp/cloudevent/firestore-updated-protobuf"),
                    new Scene("azure", "Cosmos DB documents", "azure/cosmosdb/documents-inline")),
            new Story(
                    "A schedule fired",
                    new Scene("aws", "EventBridge rule", "aws/schedule/rule-fires"),
                    new Scene("gcp", "Cloud Scheduler job", "gcp/scheduler/cron-job"),
                    new Scene("azure", "timer", "azure/timer/regular-run")),
            new Story(
                    "A request came",
                    new Scene("aws", "function URL", "aws/function-url/anonymous-get"),
                    new Scene("gcp", "Cloud Run request", "gcp/http/query"),
                    new Scene("azure", "HTTP trigger", "azure/http/post-with-body")));

    private record Story(String title, List<Scene> scenes) {
        Story(String title, Scene... scenes) {
            this(title, List.of(scenes));
        }
    }

    private record Scene(String cloud, String payload, String fixture) {}

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String summary() {
        return "feeds one handler with payloads of every cloud and shows what it did";
    }

    @Override
    public String help() {
        return """
                usage: portolan demo

                Feeds one handler, DemoHandler.java, with payloads of every cloud and prints for each the event it became
                and what the handler did.
                """;
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        if (!arguments.rest().isEmpty()) {
            throw new UsageException("The demo takes no arguments.");
        }
        List<String[]> rows = new ArrayList<>();
        for (Story story : STORIES) {
            rows.add(new String[] {story.title()});
            for (Scene scene : story.scenes()) {
                if (Clouds.NAMES.contains(scene.cloud())) {
                    rows.add(play(scene));
                }
            }
        }
        terminal.out().println("One handler, written once, and what each cloud hands to it.");
        terminal.out().println();
        Table.print(terminal, new String[] {"cloud", "payload", "CloudEvent", "what the handler did"}, rows);
        return DONE;
    }

    private static String[] play(Scene scene) {
        DemoHandler handler = new DemoHandler();
        Delivery<?> delivery = Clouds.adapter(scene.cloud(), Options.NONE)
                .delivery(Fixtures.payload(scene.fixture()), Invocation.UNKNOWN);
        Event event = delivery.events().get(0);
        delivery.handle(handler, Invocation.UNKNOWN);
        return new String[] {
            scene.cloud(), scene.payload(), event.getType(), handler.deeds().get(0)
        };
    }
}
