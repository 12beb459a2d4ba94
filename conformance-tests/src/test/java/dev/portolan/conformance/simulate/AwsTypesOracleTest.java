package dev.portolan.conformance.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.portolan.data.StoredObject;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TypedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What is simulated has the types that TypeScript functions expect: {@code @types/aws-lambda}, checked by TypeScript's own
 * compiler. Skipped where there is no npm, or no registry to install the two from.
 */
@Timeout(300)
final class AwsTypesOracleTest {

    private static final Path NEEDED = Path.of("src/test/npm");
    private static final Path FOLDER = Path.of("target/npm");
    private static final int MOST_SECONDS = 120;
    private static final int PAYLOADS = 20;

    /** The type's own comment says that a call without an authorizer has no such member. */
    private static final String WITHOUT_AUTHORIZER = "Omit<aws.APIGatewayProxyEvent, 'requestContext'>"
            + " & { requestContext: Omit<aws.APIGatewayEventRequestContext, 'authorizer'> }";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("aws:s3", "aws.S3Event"),
            Map.entry("aws:eventbridge", "aws.S3ObjectCreatedNotificationEvent"),
            Map.entry("aws:sqs", "aws.SQSEvent"),
            Map.entry("aws:pipes-sqs", "aws.SQSRecord[]"),
            Map.entry("aws:sns", "aws.SNSEvent"),
            Map.entry("aws:kinesis", "aws.KinesisStreamEvent"),
            Map.entry("aws:kafka", "aws.MSKEvent"),
            Map.entry("aws:firehose", "aws.FirehoseTransformationEvent"),
            Map.entry("aws:dynamodb", "aws.DynamoDBStreamEvent"),
            Map.entry("aws:pipes-dynamodb", "aws.DynamoDBRecord[]"),
            Map.entry("aws:schedule", "aws.ScheduledEvent"),
            Map.entry("aws:scheduler", "aws.ScheduledEvent"),
            Map.entry("aws:function-url", "aws.LambdaFunctionURLEvent"),
            Map.entry("aws:http-v2", "aws.APIGatewayProxyEventV2"),
            Map.entry("aws:rest-v1", WITHOUT_AUTHORIZER),
            Map.entry("aws:alb", "aws.ALBEvent"),
            Map.entry("aws:alb-single-value", "aws.ALBEvent"));

    /** Those that {@code @types/aws-lambda} does not describe. */
    private static final List<String> WITHOUT_TYPE = List.of(
            "aws:activemq", "aws:rabbitmq", "aws:kinesis-analytics", "aws:pipes-kinesis", "aws:docdb", "aws:lattice");

    @Test
    void the_types_of_typescript_fit() throws Exception {
        install();
        Path sources = FOLDER.resolve("payloads");
        Files.createDirectories(sources);
        for (Map.Entry<String, String> type : TYPES.entrySet()) {
            Files.writeString(
                    sources.resolve(type.getKey().replace(':', '-') + ".ts"),
                    program(type.getValue(), payloads(type.getKey())));
        }
        String right =
                new String(Simulate.objectCreated("photos", "cat.jpg").forSource("aws:s3"), StandardCharsets.UTF_8);
        String wrong = right.replace("\"size\":1024", "\"size\":\"1024\"");
        assertNotEquals(right, wrong);
        Files.writeString(sources.resolve("wrong.ts"), program("aws.S3Event", List.of(wrong)));

        List<String> files = new ArrayList<>();
        TYPES.keySet().forEach(source -> files.add("payloads/" + source.replace(':', '-') + ".ts"));
        files.add("payloads/wrong.ts");
        String said = tsc(files);
        Map<String, String> errors = new LinkedHashMap<>();
        Matcher error = Pattern.compile("(?m)^payloads/(.*)\\.ts\\(.*").matcher(said);
        while (error.find()) {
            errors.putIfAbsent(error.group(1), error.group());
        }
        assertEquals(Set.of("wrong"), errors.keySet(), () -> String.join("\n", errors.values()));
        assertTrue(said.contains("Type 'string' is not assignable to type 'number'"), said);
    }

    @Test
    void every_source_has_a_type_or_is_known_to_have_none() {
        TreeSet<String> known = new TreeSet<>(TYPES.keySet());
        known.addAll(WITHOUT_TYPE);
        TreeSet<String> all = new TreeSet<>(Simulate.sources());
        all.removeIf(source -> !source.startsWith("aws:"));
        assertEquals(all, known);
    }

    private static List<String> payloads(String source) {
        List<String> payloads = new ArrayList<>();
        for (TypedData record : SimulateLawsTest.records(source, Formats.named(source).record)) {
            if (payloads.size() < PAYLOADS && !isTombstone(record)) {
                for (byte[] payload : Simulate.like(described(record)).times(2).eachForSource(source)) {
                    // SNS sends null where the type says that a subject may be missing.
                    payloads.add(new String(payload, StandardCharsets.UTF_8).replace("\"Subject\":null,", ""));
                }
            }
        }
        return payloads;
    }

    /** The type of Kafka's records says that all have a value. */
    private static boolean isTombstone(TypedData record) {
        return record instanceof StreamRecord entry && entry.data() == null;
    }

    /** EventBridge has a type for each change of an object, and all of them demand a version. */
    private static TypedData described(TypedData record) {
        return record instanceof StoredObject object
                ? new StoredObject(
                        StoredObject.Change.CREATED,
                        object.bucket(),
                        object.key(),
                        object.size(),
                        object.etag(),
                        Texts.or(object.version(), "v1"),
                        object.contentType(),
                        object.sequencer())
                : record;
    }

    /**
     * A call for each payload. The parameter's type is the payload's own, so that members which the type does not know pass, and
     * those that are missing or are of another type do not.
     */
    private static String program(String type, List<String> payloads) {
        StringBuilder program = new StringBuilder("import type * as aws from 'aws-lambda';\n\n");
        program.append("declare function sent<P extends ").append(type).append(">(payload: P): void;\n\n");
        payloads.forEach(payload -> program.append("sent(").append(payload).append(");\n"));
        return program.toString();
    }

    /** Installs the compiler and the types once. */
    private static void install() throws IOException, InterruptedException {
        Path installed = FOLDER.resolve("installed-lock.json");
        Path lock = NEEDED.resolve("package-lock.json");
        if (Files.exists(installed) && Files.mismatch(installed, lock) < 0) {
            return;
        }
        Files.createDirectories(FOLDER);
        for (String file : new String[] {"package.json", "package-lock.json"}) {
            Files.write(FOLDER.resolve(file), Files.readAllBytes(NEEDED.resolve(file)));
        }
        Ended npm;
        try {
            npm = run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0"));
        } catch (IOException e) {
            abort("npm is not on this machine: " + e.getMessage());
            return;
        }
        if (npm.exitCode() != 0) {
            abort("npm could not install TypeScript: " + npm.output());
        }
        Files.write(installed, Files.readAllBytes(lock));
    }

    private static String tsc(List<String> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "node_modules/typescript/bin/tsc"));
        command.addAll(List.of("--noEmit", "--strict", "--skipLibCheck", "--types", "aws-lambda", "--pretty", "false"));
        command.addAll(files);
        return run(command).output();
    }

    private record Ended(int exitCode, String output) {}

    private static Ended run(List<String> command) throws IOException, InterruptedException {
        Path output = FOLDER.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return new Ended(1, "it took longer than " + MOST_SECONDS + " seconds");
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }
}
