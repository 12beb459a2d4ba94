package dev.portolan.conformance.simulate;

import dev.portolan.data.TypedData;
import java.util.ArrayList;
import java.util.List;

/** All sources that can be simulated. */
final class Formats {

    static final List<Format<?>> ALL = List.of(
            new S3(),
            new EventBridgeS3(),
            new Sqs(),
            new Sns(),
            new ActiveMq(),
            new RabbitMq(),
            Pipes.ofSqs(),
            new Kinesis(),
            new Kafka(),
            Transformation.ofFirehose(),
            Transformation.ofAnalytics(),
            Pipes.ofKinesis(),
            new DynamoDb(),
            new DocumentDb(),
            Pipes.ofDynamoDb(),
            Schedule.ofRule(),
            Schedule.ofScheduler(),
            HttpV2.ofFunctionUrl(),
            HttpV2.ofHttpApi(),
            new RestV1(),
            Alb.withAllValues(),
            Alb.withLastValues(),
            new Lattice(),
            CloudStorage.byEventarc(),
            CloudStorage.byPubSub(),
            CloudStorage.ofFirstGeneration(),
            PubSub.pushed(),
            new UnwrappedPubSub(),
            PubSub.byEventarc(),
            PubSub.ofFirstGeneration(),
            new CloudTasks(),
            new Firestore(),
            new LegacyFirestore(),
            new Datastore(),
            RealtimeDatabase.byEventarc(),
            RealtimeDatabase.ofFirstGeneration(),
            CloudScheduler.ofHttpTarget(),
            CloudScheduler.byEventarc(),
            new GoogleHttp(),
            EventGrid.inItsOwnSchema(),
            EventGrid.inCloudEvents(),
            new BlobTrigger(),
            new ServiceBus(),
            new StorageQueue(),
            new AzureRabbitMq(),
            new EventHubs(),
            new AzureKafka(),
            new CosmosDb(),
            new AzureSql(),
            new AzureTimer(),
            new AzureHttp());

    private Formats() {}

    static Format<?> named(String source) {
        for (Format<?> format : ALL) {
            if (format.source.equals(source)) {
                return format;
            }
        }
        throw new IllegalArgumentException("There is no source " + source + "; it is one of " + names(ALL) + ".");
    }

    /** The source's format, for records of this class. */
    @SuppressWarnings("unchecked") // the class says so
    static <T extends TypedData> Format<T> named(String source, Class<T> record) {
        Format<?> format = named(source);
        if (format.record != record) {
            throw new IllegalArgumentException(
                    source + " sends no " + record.getSimpleName() + "; these do: " + names(of(record)) + ".");
        }
        return (Format<T>) format;
    }

    static List<Format<?>> of(Class<? extends TypedData> record) {
        List<Format<?>> formats = new ArrayList<>(ALL);
        formats.removeIf(format -> format.record != record);
        return formats;
    }

    private static String names(List<Format<?>> formats) {
        List<String> names = new ArrayList<>();
        formats.forEach(format -> names.add(format.source));
        return String.join(", ", names);
    }
}
