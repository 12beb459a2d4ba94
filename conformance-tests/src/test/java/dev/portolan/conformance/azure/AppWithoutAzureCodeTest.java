package dev.portolan.conformance.azure;

import static dev.portolan.conformance.azure.Arrival.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.HttpHandler;
import dev.portolan.Invocation;
import dev.portolan.conformance.Run;
import dev.portolan.conformance.azure.Arrival.ServiceBusMessage;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An app of generated function.json files: one handler, named by a setting, serves every trigger. */
@Isolated("settings are those of the process")
class AppWithoutAzureCodeTest {

    private static final List<String> SETTINGS = List.of(
            "PORTOLAN_HANDLER",
            "PORTOLAN_ON_FAILURE",
            "PORTOLAN_TIMEOUT",
            "PORTOLAN_OPEN",
            "AzureWebJobsScriptRoot",
            "Storage",
            "Bus");

    @TempDir
    private Path app;

    @BeforeEach
    void set() {
        System.setProperty("PORTOLAN_HANDLER", PortableHandler.class.getName());
        System.setProperty("PORTOLAN_ON_FAILURE", "fail");
        System.setProperty("AzureWebJobsScriptRoot", app.toString());
        System.setProperty(
                "Storage",
                "DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net");
        System.setProperty(
                "Bus", "Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=c2VjcmV0");
        PortableHandler.SOURCES.clear();
    }

    @AfterEach
    void clear() {
        SETTINGS.forEach(System::clearProperty);
    }

    @Test
    void every_trigger_reaches_the_handler() throws Exception {
        Map<String, Arrival> arrivals = new LinkedHashMap<>();
        init("blob", "path=notes/{name}", "connection=Storage");
        arrivals.put("blob", Arrival.blob("notes/a.txt", utf8("a")));
        init("queue", "queueName=orders", "connection=Storage");
        arrivals.put("queue", Arrival.queue(utf8("a"), 1));
        init("serviceBus", "queueName=orders", "connection=Bus");
        arrivals.put("serviceBus", Arrival.serviceBus(false, List.of(new ServiceBusMessage("a", 3))));
        init("serviceBusBatch", "topicName=orders", "subscriptionName=billing", "connection=Bus");
        arrivals.put("serviceBusBatch", Arrival.serviceBus(true, List.of(new ServiceBusMessage("a", 3))));
        init("eventHubs", "eventHubName=clicks", "connection=Hub", "--on-failure=setting");
        arrivals.put("eventHubs", Arrival.eventHubs(true, 17, utf8("a")));
        init("kafka", "topic=clicks", "brokerList=b-1:9092", "--on-failure=setting");
        arrivals.put("kafka", Arrival.kafka(true, 53, utf8("a")));
        init("rabbitMq", "queueName=orders", "connectionStringSetting=Rabbit");
        arrivals.put("rabbitMq", Arrival.rabbitMq(utf8("a")));
        init("cosmosDb", "databaseName=shop", "containerName=orders", "connection=Cosmos", "--on-failure=setting");
        arrivals.put("cosmosDb", Arrival.document("cosmosDBTrigger", "[{\"id\":\"1\",\"_lsn\":1}]"));
        init("sql", "tableName=dbo.Orders", "connectionStringSetting=Sql");
        arrivals.put("sql", Arrival.document("sqlTrigger", "[{\"Operation\":0,\"Item\":{\"id\":1}}]"));
        init("mySql", "tableName=Orders", "connectionStringSetting=MySql");
        arrivals.put("mySql", Arrival.document("mysqlTrigger", "[{\"Operation\":0,\"Item\":{\"id\":1}}]"));
        init("redisList", "key=orders", "connection=Cache", "--on-failure=setting");
        arrivals.put("redisList", Arrival.document("redisListTrigger", "x"));
        init("redisPubSub", "channel=news", "connection=Cache", "--on-failure=setting");
        arrivals.put("redisPubSub", Arrival.document("redisPubSubTrigger", "x"));
        init("redisStream", "key=log", "connection=Cache", "--on-failure=setting");
        arrivals.put("redisStream", Arrival.document("redisStreamTrigger", "{\"Id\":\"1-0\",\"Values\":{}}"));
        init("timer", "schedule=0 0 * * * *");
        arrivals.put("timer", Arrival.document("timerTrigger", "{\"ScheduleStatus\":null,\"IsPastDue\":false}"));
        init("eventGrid");
        arrivals.put(
                "eventGrid",
                Arrival.document("eventGridTrigger", "{\"id\":\"1\",\"topic\":\"/t\",\"eventType\":\"A\",\"data\":1}"));
        init("signalR", "hubName=chat", "category=connections", "event=connected");
        arrivals.put(
                "signalR",
                Arrival.document(
                        "signalRTrigger",
                        "{\"Category\":\"connections\",\"Event\":\"connected\",\"Hub\":\"chat\",\"ConnectionId\":\"c\"}"));
        init("daprTopic", "pubSubName=p", "topic=t");
        arrivals.put(
                "daprTopic",
                Arrival.document(
                        "daprTopicTrigger",
                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/dapr\",\"type\":\"t\"}"));
        init("daprBinding", "bindingName=in");
        arrivals.put("daprBinding", Arrival.document("daprBindingTrigger", "x"));
        init("daprServiceInvocation", "methodName=place");
        arrivals.put("daprServiceInvocation", Arrival.document("daprServiceInvocationTrigger", "x"));
        init("warmup");
        arrivals.put("warmup", Arrival.document("warmupTrigger", "{}"));

        FunctionsHost host = FunctionsHost.of(app);
        arrivals.forEach((function, arrival) -> {
            Invoked invoked = host.deliver(function, arrival);
            assertInstanceOf(Invoked.Returned.class, invoked, function + ": " + invoked);
        });
        assertEquals(
                List.of(
                        "https://contoso.blob.core.windows.net/notes",
                        "https://contoso.queue.core.windows.net/orders",
                        "sb://contoso.servicebus.windows.net/orders",
                        "sb://contoso.servicebus.windows.net/orders/subscriptions/billing",
                        "sb://contoso.servicebus.windows.net/clicks",
                        "kafka://b-1:9092/clicks",
                        "/rabbitmq/orders",
                        "/cosmosdb/dbs/shop/colls/orders",
                        "/sql/dbo.Orders",
                        "/mysql/Orders",
                        "/redis/orders",
                        "/redis/news",
                        "/redis/log",
                        "/timers/timer",
                        "/t",
                        "/signalr/chat",
                        "/dapr",
                        "/dapr/in",
                        "/dapr/place"),
                PortableHandler.SOURCES);
    }

    @Test
    void requests_are_answered() throws Exception {
        init("http");
        FunctionsHost host = FunctionsHost.of(app);
        Invoked.Returned returned = assertInstanceOf(
                Invoked.Returned.class, host.request("http", "GET", "https://h/api/a", Map.of(), null));
        assertEquals(200, returned.response().getStatusCode());
        assertTrue(Files.readString(app.resolve("http/function.json")).contains("\"$return\""));
        assertEquals("{*path}", binding("http").path("route").asText());
        JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(app.resolve("host.json")));
        assertEquals(
                "{\"http\":{\"routePrefix\":\"\"}}", json.path("extensions").toString());
        assertEquals(
                "Microsoft.Azure.Functions.ExtensionBundle",
                json.path("extensionBundle").path("id").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'version':'2.0'} | true",
                "{'extensions':{'http':{'routePrefix':'v1'}}} | true",
                "no JSON | true",
                "{'extensions':{'http':{'routePrefix':''}}} | false",
            })
    void a_prefix_before_every_path_is_told_and_a_host_json_is_left_as_it_is(String host, boolean isTold)
            throws Exception {
        String text = host.replace('\'', '"');
        Files.writeString(app.resolve("host.json"), text);
        assertEquals(isTold, run("greeting", "http").out().contains("routePrefix"));
        assertFalse(run("orders", "queue", "queueName=q", "connection=C").out().contains("routePrefix"));
        assertEquals(text, Files.readString(app.resolve("host.json")));
    }

    @Test
    void what_the_setting_opens_in_messages_no_request_can_forge() throws Exception {
        init("http");
        System.setProperty("PORTOLAN_OPEN", "eventgrid");
        Invoked.Returned returned = assertInstanceOf(
                Invoked.Returned.class,
                FunctionsHost.of(app)
                        .request(
                                "http",
                                "POST",
                                "https://h/api/a",
                                Map.of("aeg-event-type", List.of("Notification")),
                                utf8("[{\"id\":\"1\",\"topic\":\"/t\",\"eventType\":\"A\",\"data\":1}]")));
        assertEquals(200, returned.response().getStatusCode());
        assertEquals(List.of(), PortableHandler.SOURCES);
    }

    @Test
    void a_log_needs_a_policy_and_an_unreadable_one_is_named() throws Exception {
        init("eventHubs", "eventHubName=clicks", "connection=Hub", "--on-failure=setting");
        FunctionsHost host = FunctionsHost.of(app);
        System.clearProperty("PORTOLAN_ON_FAILURE");
        Invoked.Failed none = assertInstanceOf(
                Invoked.Failed.class, host.deliver("eventHubs", Arrival.eventHubs(true, 17, utf8("a"))));
        assertTrue(none.message().contains("moves on"), none.message());
        System.setProperty("PORTOLAN_ON_FAILURE", "pray");
        Invoked.Failed unreadable = assertInstanceOf(
                Invoked.Failed.class, host.deliver("eventHubs", Arrival.eventHubs(true, 17, utf8("a"))));
        assertTrue(unreadable.message().contains("PORTOLAN_ON_FAILURE"), unreadable.message());
        System.setProperty("PORTOLAN_ON_FAILURE", "retry PT0.001S PT0.01S");
        assertInstanceOf(Invoked.Returned.class, host.deliver("eventHubs", Arrival.eventHubs(true, 17, utf8("a"))));
    }

    @Test
    void a_setting_says_how_much_time_an_invocation_has() throws Exception {
        init("queue", "queueName=orders", "connection=Storage");
        FunctionsHost host = FunctionsHost.of(app);
        for (String unreadable : List.of("5 minutes", "PT0S", "-PT1M")) {
            System.setProperty("PORTOLAN_TIMEOUT", unreadable);
            Invoked.Failed failed =
                    assertInstanceOf(Invoked.Failed.class, host.deliver("queue", Arrival.queue(utf8("a"), 1)));
            assertTrue(failed.message().contains("PORTOLAN_TIMEOUT"), failed.message());
        }
        System.setProperty("PORTOLAN_TIMEOUT", "PT0.001S");
        assertInstanceOf(Invoked.Failed.class, host.deliver("queue", Arrival.queue(utf8("a"), 1)));
        assertEquals(List.of(), PortableHandler.SOURCES);
        System.setProperty("PORTOLAN_TIMEOUT", "PT5M");
        assertInstanceOf(Invoked.Returned.class, host.deliver("queue", Arrival.queue(utf8("a"), 1)));
        assertEquals(1, PortableHandler.SOURCES.size());
    }

    @Test
    void what_moves_on_whatever_the_host_does_needs_a_policy_of_its_own() throws Exception {
        for (String choice : List.of("--on-failure=3", "--on-failure=forever")) {
            Run retried = run("orders", "redisList", "key=orders", "connection=Cache", choice);
            assertEquals(2, retried.exitCode());
            assertTrue(retried.err().contains("moves on whatever the host does"), retried.err());
        }
        assertEquals(
                2, run("orders", "redisList", "key=orders", "connection=Cache").exitCode());
        init("redisList", "key=orders", "connection=Cache", "--on-failure=setting");
        Path file = app.resolve("redisList/function.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("\\{", "{\"retry\":{\"strategy\":\"fixedDelay\",\"maxRetryCount\":3},"));
        System.clearProperty("PORTOLAN_ON_FAILURE");
        Invoked.Failed none = assertInstanceOf(
                Invoked.Failed.class,
                FunctionsHost.of(app).deliver("redisList", Arrival.document("redisListTrigger", "a")));
        assertTrue(none.message().contains("moves on") && !none.message().contains("@FixedDelayRetry"), none.message());
    }

    @Test
    void what_a_message_carries_is_opened_where_the_setting_names_it_and_a_wrong_name_fails_the_call()
            throws Exception {
        init("queue", "queueName=orders", "connection=Storage");
        FunctionsHost host = FunctionsHost.of(app);
        Arrival message =
                Arrival.queue(utf8("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/shop\",\"type\":\"t\"}"), 1);
        assertInstanceOf(Invoked.Returned.class, host.deliver("queue", message));
        System.setProperty("PORTOLAN_OPEN", "CloudEvents");
        assertInstanceOf(Invoked.Returned.class, host.deliver("queue", message));
        assertEquals(List.of("https://contoso.queue.core.windows.net/orders", "/shop"), PortableHandler.SOURCES);
        System.setProperty("PORTOLAN_OPEN", "letters");
        Invoked.Failed wrong = assertInstanceOf(Invoked.Failed.class, host.deliver("queue", message));
        assertTrue(
                wrong.message().contains("PORTOLAN_OPEN names letters")
                        && wrong.message().contains("cloudevents"),
                wrong.message());
    }

    @Test
    void a_log_is_not_set_up_before_it_is_chosen_what_becomes_of_what_fails() throws Exception {
        Run none = run("clicks", "eventHubs", "eventHubName=clicks", "connection=Hub");
        assertEquals(2, none.exitCode());
        assertTrue(none.err().contains("moves on") && none.err().contains("--on-failure"), none.err());
        assertFalse(Files.exists(app.resolve("clicks")));
        System.clearProperty("PORTOLAN_ON_FAILURE");
        Run forever = run("clicks", "eventHubs", "eventHubName=clicks", "connection=Hub", "--on-failure=forever");
        assertEquals(0, forever.exitCode(), forever.err());
        assertTrue(Files.readString(app.resolve("clicks/function.json")).contains("\"maxRetryCount\" : -1"));
        assertInstanceOf(
                Invoked.Returned.class,
                FunctionsHost.of(app).deliver("clicks", Arrival.eventHubs(true, 17, utf8("a"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders | Give init",
                "orders teleport | There is no trigger of that name",
                "../orders queue queueName=a connection=b | A function's name is a letter",
                "orders queue queueName=a | queue needs connection=….",
                "orders queue | queue needs queueName=… and connection=….",
                "orders queue queueName | Attributes are written name=value, not queueName.",
                "orders queue queueName= connection=b | queueName is empty.",
                "orders queue queueName=a queueName=b connection=b | queueName is given twice.",
                "orders queue queueName=a connection=b colour=red | queue has no attribute colour; it has queueName,",
                "orders queue queueName=a connection=b type=x | queue has no attribute type; ",
                "orders eventGrid queueName=a | eventGrid has no attribute queueName; it has none.",
                "orders serviceBus connection=b | serviceBus needs queueName=…, or topicName=… and subscriptionName=….",
                "orders serviceBus connection=b topicName=t | needs queueName=…, or topicName=… and subscriptionName=….",
                "orders serviceBus connection=b topicName=t subscriptionName=s queueName=q | needs queueName=…, or ",
                "greeting http methods=fetch | methods= takes get, post, put, patch, delete, head, options, trace, not",
                "greeting http authLevel=none | authLevel= takes function, anonymous, admin, not none.",
                "orders queue queueName=a connection=b --on-failure=5 | has no retries in function.json",
                "clicks eventHubs eventHubName=a connection=b --on-failure=never | --on-failure is a number",
            })
    void wrong_usage_is_one_sentence_and_exit_code_2_and_nothing_is_written(String usage, String sentence) {
        Run run = run(usage.split(" "));
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains(sentence), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertFalse(Files.exists(app.resolve("host.json")));
    }

    @Test
    void a_file_that_says_something_else_is_left_as_it_is_unless_forced() throws Exception {
        init("queue", "queueName=orders", "connection=Storage");
        Path file = app.resolve("queue/function.json");
        String made = Files.readString(file);
        assertTrue(run("queue", "queue", "queueName=orders", "connection=Storage")
                .out()
                .contains("unchanged"));
        Files.writeString(file, made.replace("Storage", "Other"));
        Run refused = run("queue", "queue", "queueName=orders", "connection=Storage");
        assertEquals(2, refused.exitCode());
        assertTrue(refused.err().contains(file + " says something else; --force writes over it."), refused.err());
        assertEquals(made.replace("Storage", "Other"), Files.readString(file));
        Files.writeString(file, "{");
        assertEquals(
                2,
                run("queue", "queue", "queueName=orders", "connection=Storage").exitCode());
        assertEquals(
                0,
                run("queue", "queue", "queueName=orders", "connection=Storage", "--force")
                        .exitCode());
        assertEquals(made, Files.readString(file));
    }

    @Test
    void attributes_have_the_types_that_the_host_reads() throws Exception {
        init("http", "methods=GET, patch", "authLevel=anonymous", "route=a/{id}");
        JsonNode http = binding("http");
        assertEquals("[\"get\",\"patch\"]", http.path("methods").toString());
        assertEquals("anonymous", http.path("authLevel").asText());
        init(
                "cosmosDb",
                "databaseName=1",
                "containerName=c",
                "connection=C",
                "maxItemsPerInvocation=10",
                "createLeaseContainerIfNotExists=true",
                "--on-failure=setting");
        JsonNode cosmosDb = binding("cosmosDb");
        assertEquals("\"1\"", cosmosDb.path("databaseName").toString());
        assertEquals("10", cosmosDb.path("maxItemsPerInvocation").toString());
        assertEquals("true", cosmosDb.path("createLeaseContainerIfNotExists").toString());
    }

    @Test
    void a_request_of_every_usual_method_is_taken() throws Exception {
        init("http");
        assertEquals(
                "[\"get\",\"post\",\"put\",\"patch\",\"delete\",\"head\",\"options\"]",
                binding("http").path("methods").toString());
    }

    @Test
    void two_functions_that_would_get_the_same_requests_are_told_in_one_sentence() throws Exception {
        assertEquals(0, run("shop", "http").exitCode());
        Run same = run("orders", "http", "methods=get,trace");
        assertEquals(2, same.exitCode());
        assertEquals(
                "portolan: The function shop has the route {*path} and get, too: give orders another with route=… or"
                        + " methods=…. See portolan azure --help.\n",
                same.err());
        assertFalse(Files.exists(app.resolve("orders")));
        assertEquals(2, run("orders", "http", "route=/{*Rest}").exitCode());
        assertEquals(0, run("orders", "http", "route=orders/{id}").exitCode());
        assertEquals(2, run("stock", "http", "route=Orders/{number}").exitCode());
        assertEquals(0, run("traces", "http", "methods=trace").exitCode());
        assertEquals(0, run("shop", "http").exitCode(), "the same again");
        Files.writeString(
                app.resolve("orders").resolve("function.json"), "{\"bindings\":[{\"type\":\"httpTrigger\"}]}");
        assertEquals(2, run("stock", "http", "route=orders", "methods=trace").exitCode());
    }

    private JsonNode binding(String function) throws IOException {
        byte[] file = Files.readAllBytes(app.resolve(function).resolve("function.json"));
        return new ObjectMapper().readTree(file).path("bindings").path(0);
    }

    private void init(String trigger, String... attributes) {
        List<String> arguments = new ArrayList<>(List.of(trigger, trigger));
        arguments.addAll(List.of(attributes));
        Run run = run(arguments.toArray(new String[0]));
        assertEquals(0, run.exitCode(), run.err());
    }

    private Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("azure", "init", "--app", app.toString()));
        all.addAll(List.of(arguments));
        return Run.of(all.toArray(new String[0]));
    }

    /** Runs on any cloud. */
    public static final class PortableHandler implements EventHandler, HttpHandler {

        static final List<String> SOURCES = new ArrayList<>();

        @Override
        public void handle(Event event, Invocation invocation) {
            SOURCES.add(event.getSource().toString());
        }

        @Override
        public HttpResponse handle(HttpRequest request, Invocation invocation) {
            return HttpResponse.text("hello");
        }
    }
}
