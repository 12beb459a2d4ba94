package dev.portolan.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Settings settings = values::get;

    @Test
    void names_of_settings_are_replaced_and_unknown_ones_stay() {
        values.put("QUEUE", "orders");
        assertEquals("orders", settings.resolved("%QUEUE%"));
        assertEquals("a-orders-b-orders", settings.resolved("a-%QUEUE%-b-%QUEUE%"));
        assertEquals("orders-%OTHER%", settings.resolved("%QUEUE%-%OTHER%"));
        assertEquals("100%", settings.resolved("100%"));
        assertEquals("", settings.resolved(""));
    }

    @Test
    void a_connection_string_tells_names_and_hosts_and_nothing_else() {
        values.put(
                "Storage",
                "DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=c2VjcmV0PT0=;EndpointSuffix=core.windows.net");
        values.put("Bus", "Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=c2VjcmV0");
        values.put("AzureWebJobsCosmos", "AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey=c2VjcmV0;");
        values.put(
                "Sql",
                "Server=tcp:contoso.database.windows.net,1433;Initial Catalog=shop;User ID=u;Password=c2VjcmV0;");
        values.put("Rabbit", "amqp://guest:c2VjcmV0@rabbit.example.com:5672/vhost");
        values.put("SignalR", "Endpoint=https://contoso.service.signalr.net;AccessKey=c2VjcmV0;Version=1.0;");
        values.put("Azurite", "UseDevelopmentStorage=true");
        values.put("Cache", "contoso.redis.cache.windows.net:6380,password=c2VjcmV0PT0=,ssl=True,abortConnect=False");
        values.put("Password", "c2VjcmV0,ssl=True");
        values.put("Uri", "redis://:c2VjcmV0@contoso.redis.cache.windows.net:6379");
        values.put("Mixed", "contoso:c2VjcmV0@contoso.redis.cache.windows.net:6379");
        assertEquals(
                Map.of("account", "contoso", "endpointSuffix", "core.windows.net"), settings.connection("Storage"));
        assertEquals(Map.of("namespace", "ns.servicebus.windows.net"), settings.connection("Bus"));
        assertEquals(Map.of("account", "shop.documents.azure.com"), settings.connection("Cosmos"));
        assertEquals(Map.of("server", "contoso.database.windows.net", "database", "shop"), settings.connection("Sql"));
        assertEquals(Map.of("host", "rabbit.example.com"), settings.connection("Rabbit"));
        assertEquals(Map.of("endpoint", "contoso.service.signalr.net"), settings.connection("SignalR"));
        assertEquals(Map.of("account", "devstoreaccount1"), settings.connection("Azurite"));
        assertEquals(Map.of("cache", "contoso.redis.cache.windows.net"), settings.connection("Cache"));
        for (String name : values.keySet()) {
            assertFalse(settings.connection(name).toString().contains("c2VjcmV0"), name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cache.example.com,                 cache.example.com",
        "cache-09.example.com:6380,         cache-09.example.com",
        "localhost:0987654321,              localhost",
        "'cache.example.com:6380,ssl=True', cache.example.com",
        "localhost:,                        localhost",
        "localhost,                         ",
        ":6380,                             ",
        "cache.example.com:63a80,           ",
        "cache.example.com:6380/0,          ",
        "cache.example.com:6380:6380,       ",
        "ca_che.example.com:6380,           ",
        "pass/word.example.com,             ",
        "'',                                ",
    })
    void of_a_cache_only_what_can_be_a_host_is_taken(String connection, @Nullable String cache) {
        assertTells(connection, "cache", cache);
    }

    @ParameterizedTest
    @CsvSource({
        "'=secret;AccountName=contoso',        contoso",
        "'AccountName=contoso;AccountKey',     contoso",
        "';AccountName=contoso;',              contoso",
        "'AccountKey;AccountName=contoso',     contoso",
        "'AccountName=;AccountName=contoso',   contoso",
        "'AccountName = contoso ',             contoso",
    })
    void parts_without_a_key_or_a_value_are_passed_over(String connection, String account) {
        assertTells(connection, "account", account);
    }

    @ParameterizedTest
    @CsvSource({
        "contoso.database.windows.net,          contoso.database.windows.net",
        "'contoso.database.windows.net,1433',   contoso.database.windows.net",
        "tcp:contoso.database.windows.net,      contoso.database.windows.net",
    })
    void a_server_is_told_without_protocol_and_port(String server, String host) {
        assertTells("Server=" + server + ";Password=secret", "server", host);
    }

    @Test
    void an_identity_based_connection_tells_the_same() {
        values.put("Storage__accountName", "contoso");
        values.put("Queues__queueServiceUri", "https://contoso.queue.core.windows.net");
        values.put("Alias__serviceUri", "https://contoso.queue.core.windows.net");
        assertEquals(Map.of("account", "contoso.queue.core.windows.net"), settings.connection("Alias"));
        values.put("Bus__fullyQualifiedNamespace", "ns.servicebus.windows.net");
        values.put("Cosmos__accountEndpoint", "https://shop.documents.azure.com:443/");
        values.put("Cache__fullyQualifiedCacheName", "contoso.redis.cache.windows.net:10000");
        assertEquals(Map.of("cache", "contoso.redis.cache.windows.net"), settings.connection("Cache"));
        assertEquals(Map.of("account", "contoso"), settings.connection("Storage"));
        assertEquals(Map.of("account", "contoso.queue.core.windows.net"), settings.connection("Queues"));
        assertEquals(Map.of("namespace", "ns.servicebus.windows.net"), settings.connection("Bus"));
        assertEquals(Map.of("account", "shop.documents.azure.com"), settings.connection("Cosmos"));
    }

    @Test
    void a_connection_is_looked_for_where_the_host_does() {
        values.put("Both", "AccountName=bare");
        values.put("AzureWebJobsBoth", "AccountName=prefixed");
        assertEquals(Map.of("account", "prefixed"), settings.connection("Both"));
        values.put("Identity", "AccountName=bare");
        values.put("AzureWebJobsIdentity__accountName", "prefixed");
        assertEquals(Map.of("account", "prefixed"), settings.connection("Identity"));
        values.put("Unreadable", "AccountName=bare");
        values.put("AzureWebJobsUnreadable", "?");
        assertEquals(Map.of(), settings.connection("Unreadable"));
        values.put("Text__accountName", "parts");
        values.put("Text", "EndpointSuffix=core.windows.net");
        assertEquals(Map.of("endpointSuffix", "core.windows.net"), settings.connection("Text"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUSTOMCONNSTR_",
                "SQLAZURECONNSTR_",
                "SQLCONNSTR_",
                "MYSQLCONNSTR_",
                "DOCDBCONNSTR_",
                "EVENTHUBCONNSTR_",
                "SERVICEBUSCONNSTR_",
                "REDISCACHECONNSTR_",
                "ConnectionStrings__"
            })
    void a_connection_string_of_app_service_comes_before_a_setting(String type) {
        values.put("Orders", "AccountName=setting");
        values.put(type + "Orders", "AccountName=string");
        assertEquals(Map.of("account", "string"), settings.connection("Orders"));
        values.put("AzureWebJobsOrders", "AccountName=prefixed");
        assertEquals(Map.of("account", "prefixed"), settings.connection("Orders"));
        values.put(type + "AzureWebJobsOrders", "AccountName=prefixed-string");
        assertEquals(Map.of("account", "prefixed-string"), settings.connection("Orders"));
    }

    @Test
    void an_endpoint_that_is_given_counts_for_more_than_a_name() {
        values.put(
                "A",
                "AccountName=contoso;AccountKey=c2VjcmV0;QueueEndpoint=https://contoso.z21.queue.storage.azure.net/");
        values.put("B", "QueueEndpoint=https://q.example.com;AccountName=contoso");
        values.put("C", "AccountName=one;QueueEndpoint=http://azurite:10001/two");
        values.put("D__accountName", "contoso");
        values.put("D__queueServiceUri", "https://q.example.com");
        assertEquals(Map.of("account", "contoso.z21.queue.storage.azure.net"), settings.connection("A"));
        assertEquals(Map.of("account", "q.example.com"), settings.connection("B"));
        assertEquals(Map.of("account", "two"), settings.connection("C"));
        assertEquals(Map.of("account", "contoso"), settings.connection("D"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:10001/devstoreaccount1,                      devstoreaccount1",
        "http://127.0.0.1:10001/devstoreaccount1/,                     devstoreaccount1",
        "http://127.0.0.1:10001/devstoreaccount1/orders/messages,      devstoreaccount1",
        "http://127.0.0.1:10001/devstoreaccount1?sv=2024&sig=a/b=,     devstoreaccount1",
        "http://127.0.0.1:10001/devstoreaccount1#part,                 devstoreaccount1",
        "http://127.0.0.1:10001/?sv=2024&sig=a/b=,                     127.0.0.1",
        "http://127.0.0.1:10001?sv=2024&sig=a/b=,                      127.0.0.1",
        "http://127.0.0.1:10001//devstoreaccount1,                     127.0.0.1",
        "http://azurite:secret@azurite:10001/devstoreaccount1,         devstoreaccount1",
        "http://q:secret@q,                                            q",
        "http://http/,                                                 http",
        "http://p:10001/,                                              p",
        "http://[::1]:10001/,                                          [::1]",
        "http://[::1]/,                                                [::1]",
        "https://contoso.queue.core.windows.net?sv=2024&sig=c2VjcmV0,  contoso.queue.core.windows.net",
        "http://user:se/cret@azurite:10001/devstoreaccount1,",
        "http://user:p@se?cret@azurite:10001/devstoreaccount1,",
        "http://:10001/devstoreaccount1,",
        "devstoreaccount1,",
    })
    void of_an_endpoint_the_account_is_known_and_nothing_secret(String address, @Nullable String account) {
        assertTells("QueueEndpoint=" + address, "account", account);
        values.put("Identity__queueServiceUri", address);
        assertEquals(only("account", account), settings.connection("Identity"));
    }

    @ParameterizedTest
    @CsvSource({
        "amqp://user:secret@mq.example.com:5672/vhost, mq.example.com",
        "amqps://mq.example.com?heartbeat=10,          mq.example.com",
        "amqp://user:sec/ret@mq.example.com:5672,",
        "amqp://user:a@sec#ret@mq.example.com:5672,",
    })
    void of_a_broker_the_host_is_known_and_nothing_secret(String address, @Nullable String host) {
        assertTells(address, "host", host);
    }

    /** That one thing is known of a connection; nothing where it is null. */
    private void assertTells(String connection, String name, @Nullable String value) {
        values.put("Connection", connection);
        assertEquals(only(name, value), settings.connection("Connection"));
    }

    private static Map<String, String> only(String name, @Nullable String value) {
        return value == null ? Map.of() : Map.of(name, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Server", "Data Source", "Address", "Addr", "Network Address", "ADDRESS"})
    void a_server_has_many_names(String key) {
        values.put("Sql", key + "=tcp:sql.example.com,1433;Database=shop");
        assertEquals(Map.of("server", "sql.example.com", "database", "shop"), settings.connection("Sql"));
    }

    @Test
    void a_part_may_be_last_alone_or_in_another_spelling() {
        values.put("A", " AccountName = contoso ");
        values.put("B", "a=b;AccountEndpoint=https://shop.documents.azure.com");
        values.put("C", "Data Source=sql.example.com;Database=shop");
        values.put("D", "QueueEndpoint=https://q.example.com:443");
        values.put("E", "amqps://rabbit.example.com");
        values.put("H", "localhost:6379");
        assertEquals(Map.of("cache", "localhost"), settings.connection("H"));
        values.put("G", "server=tcp:sql.example.com,1433;initial catalog=shop;User ID=me");
        values.put("F", "AccountName=first;AccountName=second");
        assertEquals(Map.of("account", "contoso"), settings.connection("A"));
        assertEquals(Map.of("account", "shop.documents.azure.com"), settings.connection("B"));
        assertEquals(Map.of("server", "sql.example.com", "database", "shop"), settings.connection("C"));
        assertEquals(Map.of("account", "q.example.com"), settings.connection("D"));
        assertEquals(Map.of("host", "rabbit.example.com"), settings.connection("E"));
        assertEquals(Map.of("account", "first"), settings.connection("F"));
        assertEquals(Map.of("server", "sql.example.com", "database", "shop"), settings.connection("G"));
    }

    @Test
    void what_cannot_be_read_tells_nothing() {
        values.put("A", ";;=;x;AccountName");
        values.put("B", "Endpoint=nothing;Server=");
        assertEquals(Map.of(), settings.connection("A"));
        assertEquals(Map.of(), settings.connection("B"));
        assertEquals(Map.of(), settings.connection("missing"));
    }
}
