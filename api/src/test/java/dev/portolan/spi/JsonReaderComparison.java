package dev.portolan.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.StringTokenizer;

/**
 * The CPU time of {@link Json} in units of what jackson-core takes to walk all tokens of the same bytes.
 *
 * <p>Run after {@code mvn test-compile} with the class path of the tests, best with the flags that functions run with:
 *
 * <pre>{@code java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms512m -Xmx512m -cp … dev.portolan.spi.JsonReaderComparison}</pre>
 *
 * It starts {@code -Dforks=5} JVMs with its own flags and prints medians. In each the variants take turns of 10 ms, over
 * 64 different payloads, because a payload that comes again and again teaches the branch predictor; the fastest of 20
 * turns counts.
 */
final class JsonReaderComparison {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final JsonFactory JACKSON = new JsonFactory();
    private static final int PAYLOADS = 64;
    private static final int ROUNDS = Integer.getInteger("rounds", 20);
    private static final long TURN = 10_000_000;
    private static final long WARM_UP = 500_000_000;

    private enum Kind {
        SQS,
        KINESIS,
        DYNAMODB,
        S3,
        HTTP;

        String payload(Random random) {
            return switch (this) {
                case SQS -> sqs(random);
                case KINESIS -> kinesis(random);
                case DYNAMODB -> dynamoDb(random);
                case S3 -> s3(random);
                case HTTP -> http(random);
            };
        }
    }

    private interface Variant {
        int run(byte[] payload) throws IOException;
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            measure(Kind.valueOf(args[0]));
            return;
        }
        int forks = Integer.getInteger("forks", 5);
        System.out.println("            read    + looked up    ns tokenized");
        for (Kind kind : Kind.values()) {
            double[][] figures = new double[3][forks];
            for (int fork = 0; fork < forks; fork++) {
                StringTokenizer line = new StringTokenizer(fork(kind));
                for (int i = 0; i < 3; i++) {
                    figures[i][fork] = Double.parseDouble(line.nextToken());
                }
            }
            System.out.printf(
                    "%-9s %6.2f %14.2f %15.0f%n", kind, median(figures[0]), median(figures[1]), median(figures[2]));
        }
    }

    private static double median(double[] figures) {
        Arrays.sort(figures);
        return figures[figures.length / 2];
    }

    private static String fork(Kind kind) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), JsonReaderComparison.class.getName(), kind.name()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = new String(process.getInputStream().readAllBytes(), UTF_8).trim();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the fork failed");
        }
        return line;
    }

    private static void measure(Kind kind) throws IOException {
        Random random = new Random(1);
        byte[][] payloads = new byte[PAYLOADS][];
        for (int i = 0; i < PAYLOADS; i++) {
            payloads[i] = kind.payload(random).getBytes(UTF_8);
        }
        Variant[] variants = {
            JsonReaderComparison::tokenize, JsonReaderComparison::read, payload -> lookUp(kind, payload)
        };
        long sum = 0;
        for (Variant variant : variants) {
            for (long start = cpu(); cpu() - start < WARM_UP; ) {
                sum += all(variant, payloads);
            }
        }
        double[] best = new double[variants.length];
        Arrays.fill(best, Double.MAX_VALUE);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < variants.length; i++) {
                int passes = 0;
                long start = cpu();
                long time;
                do {
                    sum += all(variants[i], payloads);
                    passes++;
                    time = cpu() - start;
                } while (time < TURN);
                best[i] = Math.min(best[i], (double) time / passes / PAYLOADS);
            }
        }
        System.out.println(best[1] / best[0] + " " + best[2] / best[0] + " " + best[0] + " " + sum);
    }

    private static long cpu() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static int all(Variant variant, byte[][] payloads) throws IOException {
        int sum = 0;
        for (byte[] payload : payloads) {
            sum += variant.run(payload);
        }
        return sum;
    }

    private static int tokenize(byte[] payload) throws IOException {
        int tokens = 0;
        try (JsonParser parser = JACKSON.createParser(payload)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    private static int read(byte[] payload) {
        try (Json json = Json.read(payload)) {
            return json.root().end();
        }
    }

    /** Looks up what a mapping needs, and makes no strings of it. */
    private static int lookUp(Kind kind, byte[] payload) {
        try (Json json = Json.read(payload)) {
            JsonNode root = json.root();
            int sum = 0;
            if (kind == Kind.HTTP) {
                sum += root.at("requestContext", "requestId").end();
                sum += root.at("requestContext", "timeEpoch").end();
                sum += root.at("requestContext", "domainName").end();
                sum += root.at("requestContext", "http", "method").end();
                sum += root.at("rawPath").end();
                sum += root.at("rawQueryString").end();
                for (JsonNode header : root.at("headers")) {
                    sum += header.end();
                }
                return sum + root.at("isBase64Encoded").end() + root.at("body").end();
            }
            for (JsonNode record : root.at("Records")) {
                sum += record.at("eventSource").end();
                switch (kind) {
                    case SQS -> {
                        sum += record.at("messageId").end();
                        sum += record.at("eventSourceARN").end();
                        sum += record.at("attributes", "SentTimestamp").end();
                        sum += record.at("messageAttributes").end();
                        sum += record.at("body").end();
                    }
                    case KINESIS -> {
                        sum += record.at("eventID").end();
                        sum += record.at("eventSourceARN").end();
                        sum += record.at("kinesis", "approximateArrivalTimestamp")
                                .end();
                        sum += record.at("kinesis", "partitionKey").end();
                        sum += record.at("kinesis", "data").isBase64() ? 1 : 0;
                    }
                    case DYNAMODB -> {
                        sum += record.at("eventID").end();
                        sum += record.at("eventSourceARN").end();
                        sum += record.at("eventName").end();
                        sum += record.at("dynamodb", "ApproximateCreationDateTime")
                                .end();
                        for (JsonNode key : record.at("dynamodb", "Keys")) {
                            sum += key.at("S").end();
                        }
                    }
                    default -> {
                        sum += record.at("responseElements", "x-amz-request-id").end();
                        sum += record.at("responseElements", "x-amz-id-2").end();
                        sum += record.at("eventName").end();
                        sum += record.at("awsRegion").end();
                        sum += record.at("s3", "bucket", "name").end();
                        sum += record.at("s3", "object", "key").end();
                        sum += record.at("s3", "object", "sequencer").end();
                        sum += record.at("eventTime").end();
                    }
                }
            }
            return sum;
        }
    }

    private static String sqs(Random random) {
        StringBuilder json = new StringBuilder("{\"Records\":[");
        for (int i = 0; i < 10; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"messageId\":\"")
                    .append(uuid(random))
                    .append("\",\"receiptHandle\":\"")
                    .append(base64(random, 120))
                    .append("\",\"body\":\"")
                    .append(escaped(order(random, 2)))
                    .append("\",\"attributes\":{\"ApproximateReceiveCount\":\"1\",\"SentTimestamp\":\"")
                    .append(digits(random, 13))
                    .append("\",\"SenderId\":\"AIDA")
                    .append(digits(random, 16))
                    .append("\",\"ApproximateFirstReceiveTimestamp\":\"")
                    .append(digits(random, 13))
                    .append("\"},\"messageAttributes\":{},\"md5OfBody\":\"")
                    .append(hex(random, 32))
                    .append("\",\"eventSource\":\"aws:sqs\",\"eventSourceARN\":")
                    .append("\"arn:aws:sqs:eu-west-1:123456789012:orders\",\"awsRegion\":\"eu-west-1\"}");
        }
        return json.append("]}").toString();
    }

    private static String kinesis(Random random) {
        StringBuilder json = new StringBuilder("{\"Records\":[");
        for (int i = 0; i < 100; i++) {
            String number = digits(random, 56);
            json.append(i == 0 ? "" : ",")
                    .append("{\"kinesis\":{\"kinesisSchemaVersion\":\"1.0\",\"partitionKey\":\"")
                    .append(uuid(random))
                    .append("\",\"sequenceNumber\":\"")
                    .append(number)
                    .append("\",\"data\":\"")
                    .append(base64(random, 1024))
                    .append("\",\"approximateArrivalTimestamp\":16074")
                    .append(digits(random, 5))
                    .append('.')
                    .append(digits(random, 3))
                    .append(
                            "},\"eventSource\":\"aws:kinesis\",\"eventVersion\":\"1.0\",\"eventID\":\"shardId-000000000006:")
                    .append(number)
                    .append(
                            "\",\"eventName\":\"aws:kinesis:record\",\"invokeIdentityArn\":\"arn:aws:iam::123456789012:role/")
                    .append("lambda-role\",\"awsRegion\":\"eu-west-1\",\"eventSourceARN\":")
                    .append("\"arn:aws:kinesis:eu-west-1:123456789012:stream/clicks\"}");
        }
        return json.append("]}").toString();
    }

    private static String dynamoDb(Random random) {
        StringBuilder json = new StringBuilder("{\"Records\":[");
        for (int i = 0; i < 100; i++) {
            String keys =
                    "{\"Customer\":{\"S\":\"" + digits(random, 6) + "\"},\"Order\":{\"S\":\"" + uuid(random) + "\"}}";
            json.append(i == 0 ? "" : ",")
                    .append("{\"eventID\":\"")
                    .append(hex(random, 32))
                    .append("\",\"eventName\":\"MODIFY\",\"eventVersion\":\"1.1\",\"eventSource\":\"aws:dynamodb\",")
                    .append("\"awsRegion\":\"eu-west-1\",\"dynamodb\":{\"ApproximateCreationDateTime\":16074")
                    .append(digits(random, 5))
                    .append(",\"Keys\":")
                    .append(keys)
                    .append(",\"NewImage\":")
                    .append(image(random, keys))
                    .append(",\"OldImage\":")
                    .append(image(random, keys))
                    .append(",\"SequenceNumber\":\"")
                    .append(digits(random, 21))
                    .append("\",\"SizeBytes\":")
                    .append(random.nextInt(2000))
                    .append(
                            ",\"StreamViewType\":\"NEW_AND_OLD_IMAGES\"},\"eventSourceARN\":\"arn:aws:dynamodb:eu-west-1:")
                    .append("123456789012:table/orders/stream/2015-06-27T00:48:05.899\"}");
        }
        return json.append("]}").toString();
    }

    private static String image(Random random, String keys) {
        return keys.substring(0, keys.length() - 1)
                + ",\"Total\":{\"N\":\"" + random.nextInt(100000) + "\"},\"Note\":{\"S\":\"" + words(random, 6)
                + "\"},\"Paid\":{\"BOOL\":" + random.nextBoolean() + "},\"Tags\":{\"SS\":[\"" + words(random, 1)
                + "\",\""
                + words(random, 1) + "\"]},\"Lines\":{\"L\":[{\"M\":{\"Sku\":{\"S\":\"" + hex(random, 8)
                + "\"},\"Count\":{\"N\":\"" + random.nextInt(10) + "\"}}}]}}";
    }

    private static String s3(Random random) {
        return "{\"Records\":[{\"eventVersion\":\"2.1\",\"eventSource\":\"aws:s3\",\"awsRegion\":\"eu-west-1\","
                + "\"eventTime\":\"2026-01-02T03:04:05.678Z\",\"eventName\":\"ObjectCreated:Put\",\"userIdentity\":"
                + "{\"principalId\":\"AWS:AIDA" + digits(random, 17) + "\"},\"requestParameters\":{\"sourceIPAddress\":"
                + "\"192.0.2." + random.nextInt(256) + "\"},\"responseElements\":{\"x-amz-request-id\":\""
                + hex(random, 16) + "\",\"x-amz-id-2\":\"" + base64(random, 54)
                + "\"},\"s3\":{\"s3SchemaVersion\":\"1.0\","
                + "\"configurationId\":\"" + uuid(random) + "\",\"bucket\":{\"name\":\"pictures\",\"ownerIdentity\":"
                + "{\"principalId\":\"A" + digits(random, 13)
                + "\"},\"arn\":\"arn:aws:s3:::pictures\"},\"object\":{\"key\":"
                + "\"in/" + words(random, 2).replace(' ', '+') + ".jpg\",\"size\":" + random.nextInt(1 << 24)
                + ",\"eTag\":\"" + hex(random, 32) + "\",\"sequencer\":\"00" + hex(random, 16) + "\"}}}]}";
    }

    private static String http(Random random) {
        return "{\"version\":\"2.0\",\"routeKey\":\"$default\",\"rawPath\":\"/orders/" + digits(random, 6)
                + "\",\"rawQueryString\":\"a=1&b=" + words(random, 1) + "\",\"cookies\":[\"session=" + hex(random, 32)
                + "\"],\"headers\":{\"accept\":\"application/json\",\"accept-encoding\":\"gzip, deflate, br\",\"authorization\":"
                + "\"Bearer " + base64(random, 600)
                + "\",\"content-length\":\"10240\",\"content-type\":\"application/json\","
                + "\"host\":\"api.example.com\",\"user-agent\":\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\","
                + "\"x-amzn-trace-id\":\"Root=1-" + hex(random, 8) + "-" + hex(random, 24) + "\",\"x-forwarded-for\":"
                + "\"192.0.2." + random.nextInt(256)
                + "\",\"x-forwarded-port\":\"443\",\"x-forwarded-proto\":\"https\"},"
                + "\"queryStringParameters\":{\"a\":\"1\",\"b\":\"x\"},\"requestContext\":{\"accountId\":\"123456789012\","
                + "\"apiId\":\"abcdefghij\",\"domainName\":\"api.example.com\",\"domainPrefix\":\"api\",\"http\":{\"method\":"
                + "\"POST\",\"path\":\"/orders\",\"protocol\":\"HTTP/1.1\",\"sourceIp\":\"192.0.2."
                + random.nextInt(256)
                + "\",\"userAgent\":\"Mozilla/5.0\"},\"requestId\":\"" + base64(random, 11)
                + "\",\"routeKey\":\"$default\","
                + "\"stage\":\"$default\",\"time\":\"12/Mar/2026:19:03:58 +0000\",\"timeEpoch\":158334"
                + digits(random, 7) + "},\"body\":\"" + escaped(order(random, 75)) + "\",\"isBase64Encoded\":false}";
    }

    /** A JSON document of about 60 + 130 × lines characters. */
    private static String order(Random random, int lines) {
        StringBuilder json =
                new StringBuilder("{\"order\":\"").append(uuid(random)).append("\",\"lines\":[");
        for (int i = 0; i < lines; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"sku\":\"")
                    .append(hex(random, 4 + random.nextInt(8)))
                    .append("\",\"count\":")
                    .append(random.nextInt(100))
                    .append(",\"price\":\"")
                    .append(random.nextInt(10000))
                    .append("\",\"name\":\"")
                    .append(words(random, 1 + random.nextInt(5)))
                    .append("\",\"gift\":")
                    .append(random.nextBoolean())
                    .append("}");
        }
        return json.append("]}").toString();
    }

    private static String escaped(String json) {
        return json.replace("\"", "\\\"");
    }

    private static String uuid(Random random) {
        return hex(random, 8) + "-" + hex(random, 4) + "-" + hex(random, 4) + "-" + hex(random, 4) + "-"
                + hex(random, 12);
    }

    private static String base64(Random random, int bytes) {
        byte[] data = new byte[bytes];
        random.nextBytes(data);
        return Base64.getEncoder().encodeToString(data);
    }

    private static String hex(Random random, int length) {
        return letters(random, length, "0123456789abcdef");
    }

    private static String digits(Random random, int length) {
        return letters(random, length, "123456789");
    }

    private static String words(Random random, int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : " ").append(letters(random, 2 + random.nextInt(8), "etaoinshrdlu"));
        }
        return words.toString();
    }

    private static String letters(Random random, int length, String alphabet) {
        StringBuilder letters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return letters.toString();
    }
}
