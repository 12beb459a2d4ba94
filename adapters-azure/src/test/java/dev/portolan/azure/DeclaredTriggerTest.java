package dev.portolan.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.annotation.Cardinality;
import com.microsoft.azure.functions.annotation.CosmosDBTrigger;
import com.microsoft.azure.functions.annotation.CustomBinding;
import com.microsoft.azure.functions.annotation.EventHubTrigger;
import com.microsoft.azure.functions.annotation.ExponentialBackoffRetry;
import com.microsoft.azure.functions.annotation.FixedDelayRetry;
import com.microsoft.azure.functions.annotation.KafkaTrigger;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import com.microsoft.azure.functions.annotation.ServiceBusTopicTrigger;
import com.microsoft.azure.functions.annotation.StorageAccount;
import dev.portolan.Event;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a method's annotations, and where they say nothing function.json, tell of a trigger. */
final class DeclaredTriggerTest {

    private final Map<String, String> values = new LinkedHashMap<>();

    @TempDir
    Path app;

    /** An annotation of somebody's own for a binding that Java has none for. */
    @Retention(RetentionPolicy.RUNTIME)
    @CustomBinding(name = "", type = "daprTopicTrigger", direction = "in")
    @interface Topic {
        String topic();
    }

    /** As it stands in the library for SQL, which is found by its simple name. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface SQLTrigger {
        String name();

        String tableName();

        String connectionStringSetting();
    }

    /** As it stands in the library for MySQL. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface MySqlTrigger {
        String name();

        String tableName();
    }

    /** As it stands in the library for Redis. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface RedisListTrigger {
        String name();

        String connection();

        String key();
    }

    /** Functions as users write them. */
    @SuppressWarnings("unused") // they are read, never called
    private static final class Functions {

        void queue(
                String first,
                @QueueTrigger(name = "message", queueName = "%QUEUE%", connection = "Orders", dataType = "binary")
                        byte[] message) {}

        @StorageAccount("Orders")
        void account(@QueueTrigger(name = "message", queueName = "orders") String message) {}

        void standard(@QueueTrigger(name = "message", queueName = "orders") CloudEvent message) {}

        @FixedDelayRetry(maxRetryCount = 3, delayInterval = "00:00:10")
        void hub(
                @EventHubTrigger(
                                name = "events",
                                eventHubName = "hub",
                                connection = "Hub",
                                cardinality = Cardinality.MANY)
                        List<Event> events) {}

        @ExponentialBackoffRetry(maxRetryCount = 3, minimumInterval = "00:00:10", maximumInterval = "00:15:00")
        void kafka(
                @KafkaTrigger(name = "event", topic = "clicks", brokerList = "BROKERS", consumerGroup = "$Default")
                        String event) {}

        @Deprecated
        void topic(
                @ServiceBusTopicTrigger(
                                name = "message",
                                topicName = "t",
                                subscriptionName = "s",
                                connection = "Bus",
                                cardinality = Cardinality.ONE)
                        List<String> message) {}

        void rows(@SQLTrigger(name = "rows", tableName = "dbo.Orders", connectionStringSetting = "Sql") String rows) {}

        void mySql(@MySqlTrigger(name = "rows", tableName = "Orders") String rows) {}

        void list(@RedisListTrigger(name = "entry", connection = "Cache", key = "orders") byte[] entry) {}

        void custom(@CustomBinding(name = "event", type = "rabbitMQTrigger", direction = "in") Event event) {}

        void documents(
                @CosmosDBTrigger(name = "documents", databaseName = "d", containerName = "c", connection = "")
                        String documents) {}

        void bus(@ServiceBusQueueTrigger(name = "message", queueName = "q", connection = "") String message) {}

        void own(@Topic(topic = "t") String event) {}

        void none(String event) {}
    }

    private @Nullable DeclaredTrigger found(String method) {
        Method declared = Arrays.stream(Functions.class.getDeclaredMethods())
                .filter(one -> one.getName().equals(method))
                .findFirst()
                .orElseThrow();
        return DeclaredTrigger.ofOrNull(declared, method, values::get);
    }

    private DeclaredTrigger trigger(String method) {
        return Objects.requireNonNull(found(method));
    }

    @Test
    void a_trigger_is_named_as_in_function_json() {
        assertEquals("queueTrigger", trigger("queue").type);
        assertEquals("eventHubTrigger", trigger("hub").type);
        assertEquals("kafkaTrigger", trigger("kafka").type);
        assertEquals("serviceBusTrigger", trigger("topic").type);
        assertEquals("sqlTrigger", trigger("rows").type);
        assertEquals("mysqlTrigger", trigger("mySql").type);
        assertEquals("redisListTrigger", trigger("list").type);
        assertEquals(Map.of("key", "orders"), trigger("list").binding);
        assertEquals("rabbitMQTrigger", trigger("custom").type);
        assertEquals("daprTopicTrigger", trigger("own").type);
        assertNull(found("none"));
    }

    @Test
    void the_parameter_says_what_the_host_sends() {
        assertEquals("message", trigger("queue").parameter);
        assertEquals("", trigger("own").parameter);
        assertTrue(trigger("queue").binary);
        assertFalse(trigger("account").binary);
        assertTrue(trigger("hub").many);
        assertFalse(trigger("topic").many);
        assertTrue(trigger("standard").event);
        assertTrue(trigger("custom").event);
        assertFalse(trigger("queue").event);
        assertTrue(trigger("hub").events);
        assertFalse(trigger("topic").events);
    }

    @Test
    void a_method_says_whether_the_host_retries() {
        assertTrue(trigger("hub").retried);
        assertTrue(trigger("kafka").retried);
        assertFalse(trigger("topic").retried);
    }

    @Test
    void a_binding_tells_where_events_come_from_and_nothing_secret() {
        values.put("QUEUE", "orders");
        values.put("Orders", "AccountName=contoso;AccountKey=c2VjcmV0");
        values.put("AzureWebJobsStorage", "AccountName=host");
        values.put("BROKERS", "b-1.example.com:9092");
        values.put("WEBSITE_HOSTNAME", "contoso.azurewebsites.net");
        values.put("Sql", "Server=sql.example.com;Database=shop");

        assertEquals(
                Map.of("queueName", "orders", "account", "contoso", "hostname", "contoso.azurewebsites.net"),
                trigger("queue").binding);
        assertEquals("contoso", trigger("account").binding.get("account"));
        assertEquals("host", trigger("standard").binding.get("account"));
        assertEquals("b-1.example.com:9092", trigger("kafka").binding.get("brokerList"));
        assertEquals(
                Map.of(
                        "tableName",
                        "dbo.Orders",
                        "server",
                        "sql.example.com",
                        "database",
                        "shop",
                        "hostname",
                        "contoso.azurewebsites.net"),
                trigger("rows").binding);
    }

    @Test
    void a_connection_without_a_name_is_the_extensions_usual_one() {
        values.put("AzureWebJobsStorage", "AccountName=host");
        values.put("CosmosDB", "AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey=c2VjcmV0;");
        values.put("AzureWebJobsServiceBus", "Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKey=c2VjcmV0");
        assertEquals(
                Map.of("containerName", "c", "databaseName", "d", "account", "shop.documents.azure.com"),
                trigger("documents").binding);
        assertEquals("ns.servicebus.windows.net", trigger("bus").binding.get("namespace"));
        assertNull(trigger("bus").binding.get("account"));
    }

    @Test
    void what_settings_do_not_tell_is_left_out_or_stays() {
        assertEquals(Map.of("queueName", "%QUEUE%"), trigger("queue").binding);
        assertEquals("BROKERS", trigger("kafka").binding.get("brokerList"));
    }

    private void write(String function, String json) throws IOException {
        Path file = app.resolve(function).resolve("function.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, json.replace('\'', '"'));
        values.put("AzureWebJobsScriptRoot", app.toString());
    }

    @Test
    void a_custom_binding_is_described_by_its_file() throws IOException {
        write(
                "custom",
                "{'bindings':[{'type':'httpTrigger','queueName':'no'},"
                        + "{'type':'rabbitMQTrigger','queueName':'orders','dataType':'binary','cardinality':'many','port':5}],"
                        + "'retry':{'strategy':'fixedDelay'}}");
        DeclaredTrigger trigger = trigger("custom");

        assertEquals(Map.of("queueName", "orders"), trigger.binding);
        assertEquals("event", trigger.parameter);
        assertTrue(trigger.binary);
        assertTrue(trigger.many);
        assertTrue(trigger.retried);
    }

    @Test
    void a_file_that_tells_nothing_of_the_trigger_is_none() throws IOException {
        for (String json : List.of(
                "{'bindings':[{'type':'queueTrigger','queueName':'orders'}],'retry':{}}",
                "{'retry':{}}",
                "{'bindings':[{'type':'rabbitMQTrigger','queueName':'orders'}]")) {
            write("custom", json);

            assertEquals(Map.of(), trigger("custom").binding, json);
            assertFalse(trigger("custom").retried);
        }
        write("custom", "{'bindings':[{'type':'rabbitMQTrigger','queueName':'orders'}]}");
        assertEquals(Map.of("queueName", "orders"), trigger("custom").binding);
        assertFalse(trigger("custom").retried);
        values.clear();
        assertEquals(Map.of(), trigger("custom").binding);
    }

    @Test
    void no_file_outside_the_app_is_read() throws IOException {
        write("custom", "{'bindings':[{'type':'rabbitMQTrigger','queueName':'orders'}]}");
        values.put("AzureWebJobsScriptRoot", app.resolve("inner").toString());
        Method custom = Arrays.stream(Functions.class.getDeclaredMethods())
                .filter(one -> one.getName().equals("custom"))
                .findFirst()
                .orElseThrow();

        assertEquals(
                Map.of(), Objects.requireNonNull(DeclaredTrigger.ofOrNull(custom, "../custom", values::get)).binding);
    }
}
