package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random typed data, the same for the same seed, with texts that trip people up. */
final class Generator {

    private static final List<String> AWKWARD = List.of(
            "a",
            "Zz9",
            " ",
            "%",
            "%20",
            "%zz",
            "#",
            "#12",
            "\"",
            "'",
            "\\",
            "/",
            "//",
            "+",
            "&",
            "=",
            "?",
            ":",
            ";",
            ",",
            "{}",
            "<b>",
            "é",
            "ß",
            "日本",
            "\uD83D\uDE80",
            "e\u0301",
            "\u200B",
            "\t",
            "\n",
            "\r\n",
            "\u0000",
            "\u007F",
            "\u0085",
            "\uFFFE",
            "null",
            "documents",
            "..",
            "@",
            "|");
    private static final List<String> PLAIN = List.of("a", "B", "7", "-", "_", ".", "orders", "photos");
    private static final List<String> MEDIA_TYPES =
            List.of("text/plain", "application/json", "image/jpeg", "application/vnd.acme+json; charset=utf-8");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "42",
            "1.50",
            "0.1",
            "1E+2",
            "9007199254740993",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "12345678901234567890123456789012345678",
            "1E-130",
            "2.5");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD");
    private static final List<String> SEGMENTS =
            List.of("a", "orders", "%20", "%C3%A9", "x.y", "~", "b+c", "d;e=f", "%2F", "@");
    private static final List<String> QUERY = List.of("a", "b", "%20", "+", "%26", "%C3%A9", "1", "q.r");

    private final Random random;

    Generator(long seed) {
        random = new Random(seed);
    }

    <T extends TypedData> T record(Class<T> type) {
        return type.cast(
                switch (type.getSimpleName()) {
                    case "StoredObject" -> object();
                    case "Message" -> message();
                    case "StreamRecord" -> streamRecord();
                    case "DocumentChange" -> change();
                    case "TimerFired" -> timer();
                    case "HttpRequest" -> request();
                    default -> throw new IllegalArgumentException(type.getName());
                });
    }

    private StoredObject object() {
        return new StoredObject(
                one(List.of(StoredObject.Change.values())),
                plain(),
                awkward(1),
                maybe(() -> random.nextLong(Long.MAX_VALUE)),
                maybe(this::plain),
                maybe(() -> random.nextBoolean() ? plain() : number()),
                maybe(() -> one(MEDIA_TYPES)),
                maybe(this::plain));
    }

    private Message message() {
        Map<String, Bytes> attributes = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            attributes.put(plain() + i, random.nextInt(8) == 0 ? bytes() : Bytes.utf8(awkward(0)));
        }
        return new Message(
                random.nextInt(4) == 0 ? bytes() : Bytes.utf8(random.nextInt(4) == 0 ? "{\"n\": 1.50}" : awkward(0)),
                maybe(() -> one(MEDIA_TYPES)),
                attributes,
                maybe(this::plain),
                maybe(this::plain),
                maybe(() -> awkward(1)),
                maybe(() -> 1 + random.nextInt(10)),
                maybe(this::instant));
    }

    private StreamRecord streamRecord() {
        List<StreamRecord.Header> headers = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = random.nextInt(4) == 0 ? "twice" : plain() + i;
            headers.add(new StreamRecord.Header(name, random.nextInt(8) == 0 ? bytes() : Bytes.utf8(awkward(0))));
        }
        return new StreamRecord(
                maybe(this::bytes),
                maybe(() -> random.nextInt(8) == 0 ? bytes() : Bytes.utf8(awkward(1))),
                maybe(() -> Integer.toString(random.nextInt(100))),
                maybe(this::number),
                maybe(this::plain),
                maybe(this::instant),
                headers);
    }

    private DocumentChange change() {
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            keys.put(plain() + i, random.nextBoolean() ? awkward(1) : new BigDecimal(one(NUMBERS)));
        }
        return new DocumentChange(
                one(List.of(DocumentChange.Operation.values())),
                maybe(this::plain),
                keys.isEmpty() ? null : keys,
                maybe(() -> document(3)),
                maybe(() -> document(3)));
    }

    private Map<String, @Nullable Object> document(int depth) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            document.put(awkward(1), value(depth - 1));
        }
        return document;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> awkward(0);
            case 1 -> new BigDecimal(one(NUMBERS));
            case 2 -> random.nextBoolean();
            case 3 -> null;
            case 4 -> document(depth);
            default -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
        };
    }

    private TimerFired timer() {
        return new TimerFired(
                maybe(() -> random.nextBoolean() ? plain() : awkward(1)),
                maybe(this::instant),
                maybe(random::nextBoolean));
    }

    private HttpRequest request() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            headers.put(
                    "X-" + (char) ('A' + i), random.nextInt(4) == 0 ? List.of(header(), header()) : List.of(header()));
        }
        boolean hasBody = random.nextBoolean();
        boolean isBinary = random.nextInt(4) == 0;
        if (hasBody) {
            headers.put("Content-Type", List.of(isBinary ? "application/octet-stream" : one(MEDIA_TYPES)));
        }
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            path.append('/').append(one(SEGMENTS));
        }
        return new HttpRequest(
                one(METHODS),
                path.toString(),
                maybe(this::query),
                Map.of(),
                headers,
                random.nextBoolean() ? List.of() : List.of("a=" + plain(), "b=2"),
                hasBody ? (isBinary ? bytes() : Bytes.utf8(awkward(0))) : null,
                maybe(() -> random.nextBoolean() ? "http" : "https"),
                maybe(() -> "shop.example.com"),
                maybe(() -> "203.0.113." + random.nextInt(256)));
    }

    private String query() {
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            query.append(query.isEmpty() ? "" : "&")
                    .append(one(QUERY))
                    .append('=')
                    .append(random.nextBoolean() ? one(QUERY) : "");
        }
        return query.toString();
    }

    private String header() {
        return plain() + (random.nextBoolean() ? "" : " \"" + plain() + "\"; x=é");
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(4) == 0 ? null : value.get();
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String plain() {
        return one(PLAIN) + one(PLAIN) + random.nextInt(100);
    }

    private String awkward(int least) {
        StringBuilder text = new StringBuilder();
        for (int i = least + random.nextInt(5); i > 0; i--) {
            text.append(one(AWKWARD));
        }
        return text.toString();
    }

    private String number() {
        return new BigInteger(random.nextInt(60), random).toString();
    }

    private Bytes bytes() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    /** Of the years 1970 to 2100. */
    private Instant instant() {
        return Instant.ofEpochSecond(
                1 + random.nextLong(4_000_000_000L), random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
    }
}
