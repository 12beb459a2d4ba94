package dev.portolan.conformance;

import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.conformance.simulate.Simulate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One handler, fed with what every cloud sends when the same happens. */
final class Demo implements Command {

    private static final List<Story> STORIES = List.of(
            new Story(
                    "An object was stored",
                    Simulate.objectCreated("photos", "holiday/été 1.jpg"),
                    new Scene("S3 notification", "aws:s3"),
                    new Scene("Cloud Storage event", "gcp:storage"),
                    new Scene("Event Grid event", "azure:eventgrid")),
            new Story(
                    "A message came",
                    Simulate.message("two pizzas, please"),
                    new Scene("SQS message", "aws:sqs"),
                    new Scene("Pub/Sub push", "gcp:pubsub"),
                    new Scene("Service Bus message", "azure:servicebus")),
            new Story(
                    "A log got a record",
                    Simulate.streamRecord("click"),
                    new Scene("Kinesis record", "aws:kinesis"),
                    new Scene("Kafka record", "aws:kafka"),
                    new Scene("Event Hubs event", "azure:eventhubs")),
            new Story(
                    "A document changed",
                    Simulate.documentUpdated(
                            "orders",
                            Map.of("id", "o-1"),
                            Map.of("id", "o-1", "state", "new"),
                            Map.of("id", "o-1", "state", "paid")),
                    new Scene("DynamoDB record", "aws:dynamodb"),
                    new Scene("Firestore event", "gcp:firestore"),
                    new Scene("Cosmos DB document", "azure:cosmosdb")),
            new Story(
                    "A schedule fired",
                    Simulate.timer("nightly"),
                    new Scene("EventBridge rule", "aws:schedule"),
                    new Scene("Cloud Scheduler job", "gcp:scheduler"),
                    new Scene("timer", "azure:timer")),
            new Story(
                    "A request came",
                    Simulate.httpRequest("GET", "/pizzas?size=2"),
                    new Scene("function URL", "aws:function-url"),
                    new Scene("Cloud Run request", "gcp:http"),
                    new Scene("HTTP trigger", "azure:http")));

    private record Story(String title, Simulate happening, List<Scene> scenes) {
        Story(String title, Simulate happening, Scene... scenes) {
            this(title, happening, List.of(scenes));
        }
    }

    private record Scene(String payload, String source) {
        String cloud() {
            return source.substring(0, source.indexOf(':'));
        }
    }

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

                Feeds one handler with the payloads that every cloud sends when the same happens, and prints for each the
                event it became and what the handler did. The handler is
                conformance-tests/src/main/java/dev/portolan/conformance/DemoHandler.java.
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
                rows.add(play(story.happening(), scene));
            }
        }
        terminal.out().println("One handler, written once, and what each cloud hands to it.");
        terminal.out().println();
        Table.print(terminal, new String[] {"cloud", "payload", "CloudEvent", "what the handler did"}, rows);
        return DONE;
    }

    private static String[] play(Simulate happening, Scene scene) {
        DemoHandler handler = new DemoHandler();
        Delivery<?> delivery = Clouds.adapter(scene.cloud(), Options.NONE)
                .delivery(happening.forSource(scene.source()), Invocation.UNKNOWN);
        Event event = delivery.events().get(0);
        delivery.handle(handler, Invocation.UNKNOWN);
        return new String[] {
            scene.cloud(), scene.payload(), event.getType(), handler.deeds().get(0)
        };
    }
}
