package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portolan.conformance.Anatomy.Kind;
import dev.portolan.conformance.Anatomy.Part;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What a redelivery may change changes no event's source and id, and neither does the company it comes in.
 *
 * <p>Events whose id is a hash of the payload are excepted: their payloads have no identity.
 */
class IdentityTest {

    private static final long SEED = 20261126;
    private static final int SHUFFLES = 12;
    private static final Set<String> BATCHES = Set.of("Records", "records", "messages", "events", "tasks");

    /** What counts deliveries, or is good for one only. */
    private static final Pattern OF_THE_DELIVERY = Pattern.compile(
            ".*\\b(receiptHandle|ApproximateReceiveCount|ApproximateFirstReceiveTimestamp|deliveryAttempt|redelivered"
                    + "|deliveryTag|DequeueCount|dequeueCount|PopReceipt|popReceipt|NextVisibleTime|DeliveryCount"
                    + "|LockToken|LockedUntil|LockedUntilUtc|ExpirationTime|header x-cloudtasks-taskretrycount"
                    + "|header x-cloudtasks-taskexecutioncount|header x-cloudtasks-tasketa"
                    + "|header x-cloudtasks-taskpreviousresponse|header x-cloudtasks-taskretryreason|header user-agent"
                    + "|header x-forwarded-for|header via|header aeg-delivery-count)(\\[[0-9]+])?");

    private final Map<Options, Map<String, Subject>> subjects = new HashMap<>();
    private final Map<String, Integer> mutations = new TreeMap<>();

    private List<String> identities(Fixture fixture, byte[] payload) {
        var adapters = subjects.computeIfAbsent(fixture.options(), options -> new HashMap<>());
        Subject subject = adapters.computeIfAbsent(fixture.provider(), provider -> {
            var adapter = Clouds.adapter(provider, fixture.options());
            return Subject.of(options -> adapter);
        });
        List<String> identities = new ArrayList<>();
        for (JsonNode event : subject.read(payload, fixture.options()).events()) {
            JsonNode attributes = event.path("attributes");
            String id = attributes.path("id").asText("failed");
            identities.add(
                    id.contains("sha256-") ? "hash" : attributes.path("source").asText() + " " + id);
        }
        // Records that stand in an object by partition come in its order.
        Collections.sort(identities);
        return identities;
    }

    private void assertSame(Fixture fixture, byte[] payload, String change) {
        mutations.merge(fixture.source(), 1, Integer::sum);
        assertEquals(
                identities(fixture, fixture.payload()), identities(fixture, payload), () -> fixture + ": " + change);
    }

    @Test
    void members_in_another_order_and_other_blanks_change_no_identity() {
        Random random = new Random(SEED);
        for (Fixture fixture : Fixtures.all()) {
            Anatomy anatomy = Anatomy.of(fixture);
            // A message of RabbitMQ that has no id is told by the bytes of its properties.
            if (!anatomy.isJson()
                    || fixture.expected().isRefusal()
                    || fixture.source().equals("aws/rabbitmq")) {
                continue;
            }
            for (int i = 0; i < SHUFFLES; i++) {
                byte[] payload = fixture.payload();
                Part document = root(anatomy);
                ByteArrayOutputStream shuffled = new ByteArrayOutputStream();
                shuffled.write(payload, 0, document.start());
                shuffle(anatomy, document, payload, shuffled, random);
                shuffled.write(payload, document.end(), payload.length - document.end());
                assertSame(fixture, shuffled.toByteArray(), "shuffle " + i + " of seed " + SEED);
            }
        }
        assertTrue(mutations.size() > 60, mutations::toString);
    }

    private static Part root(Anatomy anatomy) {
        return anatomy.parts().stream()
                .filter(part -> part.kind() != Kind.HEADER)
                .findFirst()
                .orElseThrow();
    }

    /** Writes a value with the members of each object in another order, every other byte as it was. */
    private static void shuffle(Anatomy anatomy, Part value, byte[] payload, ByteArrayOutputStream to, Random random) {
        List<Part> inner = children(anatomy, value);
        if (inner.isEmpty()) {
            to.write(payload, value.start(), value.end() - value.start());
            return;
        }
        boolean isObject = value.kind() == Kind.OBJECT;
        if (isObject) {
            Collections.shuffle(inner, random);
        }
        to.write(isObject ? '{' : '[');
        for (int i = 0; i < inner.size(); i++) {
            Part one = inner.get(i);
            to.writeBytes((i == 0 ? "" : ",").getBytes(StandardCharsets.US_ASCII));
            to.writeBytes(" \n\t ".substring(random.nextInt(4)).getBytes(StandardCharsets.US_ASCII));
            if (isObject) {
                to.write(payload, one.nameStart(), one.nameEnd() - one.nameStart());
                to.write(':');
            }
            shuffle(anatomy, one, payload, to, random);
        }
        to.write(isObject ? '}' : ']');
    }

    private static List<Part> children(Anatomy anatomy, Part value) {
        List<Part> children = new ArrayList<>();
        int end = value.start();
        for (Part part : anatomy.parts()) {
            boolean isInside = part.kind() != Kind.HEADER && part.start() > value.start() && part.end() < value.end();
            if (isInside && part.start() >= end) {
                children.add(part);
                end = part.end();
            }
        }
        return children;
    }

    @Test
    void headers_in_another_order_and_case_change_no_identity() {
        Random random = new Random(SEED);
        for (Fixture fixture : Fixtures.all()) {
            if (!fixture.isHttp() || fixture.expected().isRefusal()) {
                continue;
            }
            String request = new String(fixture.payload(), StandardCharsets.ISO_8859_1);
            int end = request.indexOf("\r\n\r\n");
            String[] lines = request.substring(0, end).split("\r\n", -1);
            for (int i = 0; i < SHUFFLES; i++) {
                List<String> headers = new ArrayList<>(Arrays.asList(lines).subList(1, lines.length));
                Collections.shuffle(headers, random);
                StringBuilder other = new StringBuilder(lines[0]);
                for (String header : headers) {
                    int colon = header.indexOf(':');
                    String name = header.substring(0, colon);
                    name = random.nextBoolean() ? name.toUpperCase(Locale.ROOT) : name.toLowerCase(Locale.ROOT);
                    other.append("\r\n").append(name).append(header.substring(colon));
                }
                byte[] payload = other.append(request.substring(end)).toString().getBytes(StandardCharsets.ISO_8859_1);
                assertSame(fixture, payload, "shuffle " + i + " of seed " + SEED);
            }
        }
    }

    @Test
    void what_counts_deliveries_changes_no_identity() {
        for (Fixture fixture : Fixtures.all()) {
            Anatomy anatomy = Anatomy.of(fixture);
            if (fixture.expected().isRefusal()) {
                continue;
            }
            for (Part part : anatomy.parts()) {
                if (part.isLeaf() && OF_THE_DELIVERY.matcher(part.path()).matches()) {
                    for (String value : List.of("7", "12345")) {
                        String other = part.kind() == Kind.TEXT ? '"' + value + '"' : value;
                        boolean isTruth = anatomy.text(part).matches("true|false");
                        assertSame(fixture, anatomy.with(part, isTruth ? "true" : other), part.path());
                    }
                }
            }
        }
        assertTrue(
                mutations.keySet().containsAll(List.of("aws/sqs", "gcp/pubsub", "azure/queue", "azure/servicebus")),
                mutations::toString);
    }

    @Test
    void an_item_that_comes_again_alone_is_the_same() {
        for (Fixture fixture : Fixtures.of("aws")) {
            Anatomy anatomy = Anatomy.of(fixture);
            List<String> together = fixture.expected().isRefusal() ? List.of() : identities(fixture, fixture.payload());
            for (Part array : anatomy.parts()) {
                List<Part> items = children(anatomy, array);
                boolean isBatch = array.kind() == Kind.ARRAY
                        && BATCHES.contains(array.path())
                        && items.size() > 1
                        && items.size() == together.size();
                List<String> alone = new ArrayList<>();
                for (Part item : isBatch ? items : List.<Part>of()) {
                    mutations.merge(fixture.source(), 1, Integer::sum);
                    alone.addAll(identities(fixture, anatomy.with(array, '[' + anatomy.text(item) + ']')));
                }
                Collections.sort(alone);
                assertEquals(isBatch ? together : List.of(), alone, fixture::name);
            }
        }
        assertTrue(mutations.size() > 8, mutations::toString);
    }

    @Test
    void one_delete_of_a_thousand_keys_gives_a_thousand_ids() {
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            records.append(i == 0 ? "" : ",")
                    .append("{'eventSource':'aws:s3','awsRegion':'eu-west-1','eventName':'ObjectRemoved:Delete',")
                    .append(
                            "'eventTime':'2026-01-02T03:04:05.678Z','responseElements':{'x-amz-request-id':'r','x-amz-id-2':'h'},")
                    .append("'s3':{'bucket':{'name':'b'},'object':{'key':'k")
                    .append(i / 2)
                    .append("','versionId':'v")
                    .append(i % 2)
                    .append("'}}}");
        }
        byte[] payload = ("{'Records':[" + records + "]}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Set<String> ids = new HashSet<>();
        Subject.of(options -> Clouds.adapter("aws", options))
                .read(payload, Options.NONE)
                .events()
                .forEach(event -> ids.add(event.path("attributes").path("id").asText()));

        assertEquals(1_000, ids.size());
    }
}
