package dev.portolan.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.conformance.PlatformAnswer;
import dev.portolan.conformance.simulate.Simulate;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.TypedData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every piece of Java in the documents stands in a class here, which is compiled and run. */
class ExamplesTest {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void what_the_documents_show_is_compiled() throws IOException {
        List<List<String>> sources = new ArrayList<>();
        for (Path source : files("src/test/java/dev/portolan/examples", ".java")) {
            sources.add(lines(Files.readString(source)));
        }
        List<Path> documents = new ArrayList<>(files("../docs", ".md"));
        documents.add(Path.of("../README.md"));
        int pieces = 0;
        for (Path document : documents) {
            Matcher piece = JAVA.matcher(Files.readString(document));
            while (piece.find()) {
                pieces++;
                List<String> shown = lines(piece.group(1));
                assertTrue(
                        sources.stream().anyMatch(source -> holds(source, shown)),
                        () -> document + " shows what no class of dev.portolan.examples holds: " + piece.group(1));
            }
        }
        assertTrue(pieces >= 2);
    }

    /** Whether the source has these lines in this order, others between them. */
    private static boolean holds(List<String> source, List<String> shown) {
        int next = 0;
        for (String line : source) {
            if (next < shown.size() && line.equals(shown.get(next))) {
                next++;
            }
        }
        return next == shown.size();
    }

    private static List<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.equals("…"))
                .toList();
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void the_handlers_page_names_the_components_of_every_record() throws IOException {
        String page = Files.readString(Path.of("../docs/handlers.md"));
        for (Class<?> record : TypedData.class.getPermittedSubclasses()) {
            String components = Stream.of(record.getRecordComponents())
                    .map(component -> "`" + component.getName() + "`")
                    .collect(Collectors.joining(" "));
            String row = "| `" + record.getSimpleName() + "` | " + components + " |";
            assertTrue(page.contains(row), () -> "docs/handlers.md lacks the row " + row);
        }
    }

    @Test
    void a_stored_object_reaches_the_handler() throws IOException {
        Thumbnails thumbnails = new Thumbnails();
        AwsAdapter.read(fixture("s3/key-is-decoded-exactly-once")).handle(thumbnails, Invocation.UNKNOWN);
        assertEquals(List.of("photos/a+b c%2F@d.txt"), thumbnails.resized());
    }

    @Test
    void a_simulated_upload_reaches_the_handler() {
        Thumbnails thumbnails = new Thumbnails();
        byte[] payload = Simulate.objectCreated("photos", "holiday/été 1.jpg").forSource("aws:s3");
        AwsAdapter.read(payload).handle(thumbnails, Invocation.UNKNOWN);
        assertEquals(List.of("photos/holiday/été 1.jpg"), thumbnails.resized());
    }

    @Test
    void the_platform_takes_all_messages_for_done() {
        List<String> handled = new ArrayList<>();
        EventHandler orders = (event, invocation) -> handled.add(event.getId());
        byte[] payload = Simulate.message("no pizza").times(2).forSource("aws:sqs");
        byte[] answer = AwsAdapter.read(payload).handle(orders, Invocation.UNKNOWN);
        assertEquals(Set.of(), PlatformAnswer.failedItems(answer));
        assertEquals(2, handled.size());
    }

    @Test
    void a_lambda_that_has_been_there_before_fails_one_message() throws IOException {
        byte[] payload = """
                {"Records":[
                  {"messageId":"m1","receiptHandle":"r","body":"fail","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:eu-west-1:1:q"},
                  {"messageId":"m2","receiptHandle":"r","body":"good","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:eu-west-1:1:q"}]}
                """.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        new Orders().handleRequest(new ByteArrayInputStream(payload), answer, null);
        assertEquals("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}", answer.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_request_of_any_server_reaches_the_handler() {
        byte[] body = "{\"bucket\":\"photos\",\"name\":\"a.jpg\"}".getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> headers = Map.of(
                "Content-Type", List.of("application/json"),
                "ce-specversion", List.of("1.0"),
                "ce-id", List.of("1"),
                "ce-source", List.of("//storage.googleapis.com/projects/_/buckets/photos"),
                "ce-type", List.of("google.cloud.storage.object.v1.finalized"));
        assertEquals(204, Uploads.status("POST", "/", headers, body, Invocation.UNKNOWN));
    }

    @Test
    void a_hub_of_web_pubsub_asks_whether_it_may_send_and_who_may_connect_and_tells_what_is_said() {
        Chat chat = new Chat();
        String may = "'webhook-request-origin':'contoso.webpubsub.azure.com'";
        HttpResponse allowed = chatted(chat, "OPTIONS", may, "");
        assertEquals(200, allowed.status());
        assertEquals(List.of("contoso.webpubsub.azure.com"), allowed.headers().get("WebHook-Allowed-Origin"));
        String other = "'webhook-request-origin':'other.webpubsub.azure.com'";
        assertEquals(404, chatted(chat, "OPTIONS", other, "").status());
        String connect =
                "'ce-specversion':'1.0','ce-id':'1','ce-source':'/hubs/chat/client/c','ce-type':'azure.webpubsub.sys.connect'";
        assertEquals(400, chatted(chat, "POST", connect, "{}").status());
        assertEquals(
                204, chatted(chat, "POST", connect + ",'ce-userid':'ada'", "{}").status());
        String message = connect.replace("sys.connect", "user.message");
        assertEquals(204, chatted(chat, "POST", message, "hello").status());
        assertEquals(List.of("hello"), chat.said());
    }

    private static HttpResponse chatted(Chat chat, String method, String headers, String body) {
        String payload = "{'trigger':'httpTrigger','payload':{'method':'" + method
                + "','url':'https://contoso.azurewebsites.net/api/chat','headers':{" + headers + "},'body':'" + body
                + "'}}";
        return AzureAdapter.read(payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .handle(chat, Invocation.UNKNOWN);
    }

    @Test
    void a_handler_that_reads_a_sample_for_its_snapshot_handles_messages() throws IOException {
        byte[] answer = AwsAdapter.read(fixture("sqs/fifo-message-carries-its-group"))
                .handle(new Snapshotted(), Invocation.UNKNOWN);
        assertEquals("{\"batchItemFailures\":[]}", new String(answer, StandardCharsets.UTF_8));
    }

    private static byte[] fixture(String name) throws IOException {
        return Files.readAllBytes(
                Path.of("src/main/resources/dev/portolan/conformance/fixtures/aws/" + name + ".json"));
    }
}
