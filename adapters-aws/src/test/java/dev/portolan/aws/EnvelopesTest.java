package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.PortolanException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EnvelopesTest {

    private static final String S3 = json("{'Records':[{'eventSource':'aws:s3','awsRegion':'eu-west-1',"
            + "'eventName':'ObjectCreated:Put','responseElements':{'x-amz-request-id':'r','x-amz-id-2':'h'},"
            + "'s3':{'bucket':{'name':'b'},'object':{'key':'k'}}}]}");
    private static final String CLOUD_EVENT = json("{'specversion':'1.0','id':'c','source':'/s','type':'t','data':{}}");
    private static final String BUS_EVENT =
            json("{'id':'e','detail-type':'t','source':'s','detail':" + CLOUD_EVENT + "}");
    private static final String CHANGE = json("{'eventID':'d','eventName':'INSERT','eventSource':'aws:dynamodb',"
            + "'awsRegion':'eu-west-1','tableName':'T','dynamodb':{'Keys':{'Id':{'N':'1'}}}}");
    private static final String DESTINATION = destination(S3);
    private static final String POINTER =
            json("['software.amazon.payloadoffloading.PayloadS3Pointer',{'s3BucketName':'b','s3Key':'k'}]");
    private static final String LOG = json("{'messageType':'DATA_MESSAGE','owner':'1','logGroup':'g','logStream':'s',"
            + "'logEvents':[{'id':'1','timestamp':0,'message':'m'}]}");

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String base64(byte[] data) {
        return '"' + Base64.getEncoder().encodeToString(data) + '"';
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String notification(String message) {
        return json("{'Type':'Notification','MessageId':'m','TopicArn':'arn:aws:sns:eu-west-1:1:t','Message':")
                + quoted(message) + "}";
    }

    private static String destination(String payload) {
        return json("{'requestContext':{'requestId':'q','functionArn':'arn:aws:lambda:eu-west-1:1:function:f',"
                        + "'condition':'RetriesExhausted'},'requestPayload':")
                + payload + "}";
    }

    private static byte[] gzip(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /** An aggregated record whose one part, with the key {@code p}, has this data of less than 100 bytes. */
    private static byte[] aggregated(byte[] data) {
        byte[] head = HexFormat.of().parseHex("0a01701a" + hex(data.length + 4) + "08001a" + hex(data.length));
        byte[] message = Arrays.copyOf(head, head.length + data.length);
        System.arraycopy(data, 0, message, head.length, data.length);
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.writeBytes(HexFormat.of().parseHex("f3899ac2"));
        record.writeBytes(message);
        try {
            record.writeBytes(MessageDigest.getInstance("MD5").digest(message));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
        return record.toByteArray();
    }

    private static String hex(int length) {
        return HexFormat.of().toHexDigits((byte) length);
    }

    private static String sqs(String... bodies) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < bodies.length; i++) {
            records.add(json("{'messageId':'out-" + i + "','receiptHandle':'r','messageAttributes':"
                            + "{'ExtendedPayloadSize':{'dataType':'Number','stringValue':'9'}},"
                            + "'eventSourceARN':'arn:aws:sqs:eu-west-1:1:q','body':")
                    + quoted(bodies[i]) + "}");
        }
        return json("{'Records':[") + String.join(",", records) + "]}";
    }

    private static String kinesis(byte[]... data) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < data.length; i++) {
            records.add(json("{'eventID':'shard:" + i + "','eventSourceARN':'arn:aws:kinesis:eu-west-1:1:stream/s',"
                            + "'kinesis':{'sequenceNumber':'" + i + "','partitionKey':'k','data':")
                    + base64(data[i]) + "}}");
        }
        return json("{'Records':[") + String.join(",", records) + "]}";
    }

    /** Every source that carries bytes of others, with these inside. */
    private static Map<String, String> carriers(byte[] inner) {
        String text = new String(inner, StandardCharsets.UTF_8);
        boolean isText = Arrays.equals(bytes(text), inner);
        String data = base64(inner);
        Map<String, String> carriers = new LinkedHashMap<>();
        if (isText) {
            carriers.put("aws:sqs", sqs(text));
            carriers.put("aws:sns", json("{'Records':[{'Sns':") + notification(text) + "}]}");
            carriers.put(
                    "aws:eventbridge", json("{'id':'e','detail-type':'t','source':'s','detail':") + quoted(text) + "}");
            carriers.put(
                    "aws:logs",
                    logs(json("{'messageType':'DATA_MESSAGE','owner':'1','logGroup':'g',"
                                    + "'logEvents':[{'id':'1','message':")
                            + quoted(text) + "}]}"));
            carriers.put(
                    "aws:websocket",
                    json("{'requestContext':{'connectionId':'c','eventType':'MESSAGE',"
                                    + "'requestId':'r','domainName':'d'},'body':")
                            + quoted(text) + "}");
            carriers.put(
                    "aws:rest-v1",
                    json("{'httpMethod':'POST','path':'/','requestContext':{'requestId':'r'}," + "'body':")
                            + quoted(text) + "}");
        }
        carriers.put("aws:kinesis", kinesis(inner));
        carriers.put(
                "aws:kafka",
                json("{'eventSourceArn':'arn:aws:kafka:eu-west-1:1:cluster/c/1','records':{'t-0':["
                                + "{'topic':'t','partition':0,'offset':1,'value':")
                        + data + "}]}}");
        carriers.put(
                "aws:firehose",
                json("{'deliveryStreamArn':'arn:aws:firehose:eu-west-1:1:deliverystream/d',"
                                + "'records':[{'recordId':'r','data':")
                        + data + "}]}");
        carriers.put(
                "aws:kinesis-analytics",
                json("{'applicationArn':'arn:aws:kinesisanalytics:eu-west-1:1:a/b',"
                                + "'records':[{'recordId':'r','data':")
                        + data + "}]}");
        carriers.put(
                "aws:activemq",
                json("{'eventSource':'aws:mq','eventSourceArn':'arn:aws:mq:eu-west-1:1:broker:b:1',"
                                + "'messages':[{'messageID':'m','data':")
                        + data + "}]}");
        carriers.put(
                "aws:rabbitmq",
                json("{'eventSource':'aws:rmq','eventSourceArn':'arn:aws:mq:eu-west-1:1:broker:b:1',"
                                + "'rmqMessagesByQueue':{'q::/':[{'basicProperties':{'messageId':'m'},'data':")
                        + data + "}]}}");
        return carriers;
    }

    private static String logs(String document) {
        return json("{'awslogs':{'data':") + base64(gzip(bytes(document))) + "}}";
    }

    private static Map<Hop, byte[]> inner() {
        Map<Hop, byte[]> inner = new EnumMap<>(Hop.class);
        inner.put(Hop.SNS, bytes(notification("hello")));
        inner.put(Hop.S3, bytes(S3));
        inner.put(Hop.EVENTBRIDGE, bytes(BUS_EVENT));
        inner.put(Hop.CLOUDEVENTS, bytes(CLOUD_EVENT));
        inner.put(Hop.LOGS, gzip(bytes(LOG)));
        inner.put(Hop.DYNAMODB, bytes(CHANGE));
        inner.put(Hop.KPL, aggregated(bytes("part")));
        inner.put(Hop.S3POINTER, bytes(POINTER));
        inner.put(Hop.REDRIVE, bytes(DESTINATION));
        return inner;
    }

    private static final Map<Hop, List<String>> OPENED_IN = Map.of(
            Hop.SNS, List.of("aws:sqs"),
            Hop.S3, List.of("aws:sqs", "aws:sns"),
            Hop.EVENTBRIDGE, List.of("aws:sqs", "aws:sns"),
            Hop.CLOUDEVENTS, List.of("aws:sqs", "aws:sns", "aws:kinesis", "aws:kafka", "aws:eventbridge"),
            Hop.LOGS, List.of("aws:kinesis"),
            Hop.DYNAMODB, List.of("aws:kinesis"),
            Hop.KPL, List.of("aws:kinesis"),
            Hop.S3POINTER, List.of("aws:sqs"),
            Hop.REDRIVE, List.of("aws:sqs", "aws:sns", "aws:eventbridge"));

    /** Each carrier with each inner document: unchanged with no hop and with every other hop, opened with its own. */
    @TestFactory
    Stream<DynamicTest> only_the_named_hop_opens() {
        List<DynamicTest> tests = new ArrayList<>();
        inner().forEach((hop, document) -> carriers(document).forEach((kind, payload) -> {
            AwsAdapter others = AwsAdapter.standard()
                    .opening(EnumSet.complementOf(EnumSet.of(hop)).toArray(new Hop[0]));
            tests.add(DynamicTest.dynamicTest(hop + " in " + kind + ", unnamed", () -> {
                assertUnchanged(AwsAdapter.standard(), kind, payload, document);
                assertUnchanged(others, kind, payload, document);
            }));
            AwsAdapter own = AwsAdapter.standard().opening(hop);
            boolean opens = OPENED_IN.getOrDefault(hop, List.of()).contains(kind);
            tests.add(DynamicTest.dynamicTest(hop + " in " + kind + (opens ? ", opened" : ", not opened there"), () -> {
                if (opens) {
                    assertOpened(own, kind, payload, document);
                } else {
                    assertUnchanged(own, kind, payload, document);
                }
            }));
        }));
        return tests.stream();
    }

    private static void assertUnchanged(AwsAdapter adapter, String kind, String payload, byte[] inner) {
        Delivery<byte[]> delivery = read(adapter, payload);
        assertEquals(kind, delivery.kind());
        assertEquals(1, delivery.size());
        Event event = delivery.events().get(0);
        assertEquals(read(AwsAdapter.standard(), payload).events(), delivery.events());
        assertNull(event.getExtension("via"));
        if (!kind.equals("aws:sns")) {
            assertArrayEquals(inner, event.data());
        }
        String neutral = carriers(bytes("neutral")).get(kind);
        assertEquals(
                read(AwsAdapter.standard(), String.valueOf(neutral))
                        .events()
                        .get(0)
                        .getType(),
                event.getType());
    }

    private static void assertOpened(AwsAdapter adapter, String kind, String payload, byte[] inner) {
        Delivery<byte[]> delivery = read(adapter, payload);
        assertEquals(kind, delivery.kind());
        assertEquals(1, delivery.size());
        List<Event> events = delivery.events();
        assertFalse(read(AwsAdapter.standard(), payload).events().equals(events));
        if (Arrays.equals(inner, bytes(POINTER))) {
            assertEquals("s3://b/k", events.get(0).getExtension("dataref"));
            assertNull(events.get(0).data());
        } else {
            assertTrue(String.valueOf(events.get(0).getExtension("via")).startsWith(kind.substring("aws:".length())));
        }
    }

    private static Delivery<byte[]> read(AwsAdapter adapter, String payload) {
        return adapter.delivery(bytes(payload), Invocation.UNKNOWN);
    }

    private static String answer(AwsAdapter adapter, String payload, EventHandler handler) {
        return new String(read(adapter, payload).handle(handler, Invocation.UNKNOWN), StandardCharsets.UTF_8);
    }

    @Test
    void an_outer_item_is_acknowledged_once_however_many_events_it_holds() {
        String second = S3.substring(S3.indexOf("[") + 1, S3.lastIndexOf("]")).replace("\"r\"", "\"bad\"");
        String two = S3.replace("]}", "," + second + "]}");
        AwsAdapter adapter = AwsAdapter.standard().opening(Hop.S3);
        List<String> handled = new ArrayList<>();
        EventHandler handler = (event, invocation) -> {
            if (event.getId().startsWith("bad")) {
                throw new IllegalStateException("on purpose");
            }
            handled.add(event.getId());
        };
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"out-0\"},{\"itemIdentifier\":\"out-1\"}]}",
                answer(adapter, sqs(two, two, S3), handler));
        assertEquals(List.of("r.h", "r.h", "r.h"), handled);
    }

    @Test
    void a_failing_part_stops_its_record_and_the_stream_there() {
        AwsAdapter adapter = AwsAdapter.standard().opening(Hop.KPL);
        List<String> handled = new ArrayList<>();
        EventHandler handler = (event, invocation) -> {
            if (event.getId().equals("shard:1:0")) {
                throw new IllegalStateException("on purpose");
            }
            handled.add(event.getId());
        };
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}",
                answer(adapter, kinesis(bytes("plain"), aggregated(bytes("a")), aggregated(bytes("b"))), handler));
        assertEquals(List.of("shard:0"), handled);
    }

    @Test
    void a_record_without_events_is_done() {
        AwsAdapter adapter = AwsAdapter.standard().opening(Hop.LOGS);
        byte[] control = gzip(bytes(LOG.replace("DATA_MESSAGE", "CONTROL_MESSAGE")));
        Delivery<byte[]> delivery = read(adapter, kinesis(control));
        assertEquals(1, delivery.size());
        assertEquals(List.of(), delivery.events());
        assertEquals("{\"batchItemFailures\":[]}", answer(adapter, kinesis(control), (event, invocation) -> {
            throw new AssertionError("there is no event");
        }));
    }

    @Test
    void a_fourth_envelope_fails_the_item() {
        AwsAdapter all = AwsAdapter.standard().opening(Hop.values());
        String topic = json("{'Records':[{'Sns':") + notification(BUS_EVENT) + "}]}";
        assertEquals(
                "destination sns eventbridge",
                read(all, destination(topic)).events().get(0).getExtension("via"));
        String four = sqs(destination(topic), "plain");
        MalformedPayloadException tooDeep = assertThrows(
                MalformedPayloadException.class, () -> read(all, four).events(0));
        assertEquals("aws:sqs", tooDeep.kind());
        assertTrue(String.valueOf(tooDeep.getMessage()).contains("at most 3 envelopes"), tooDeep.getMessage());
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"out-0\"}]}",
                answer(all, four, (event, invocation) -> {}));
    }

    @Test
    void a_pointer_is_shown_and_never_followed() {
        Event event = read(AwsAdapter.standard().opening(Hop.S3POINTER), sqs(POINTER.replace("\"k\"", "\"../a b\"")))
                .events()
                .get(0);
        assertEquals("out-0", event.getId());
        assertEquals("s3://b/../a%20b", event.getExtension("dataref"));
        assertNull(event.getData());
        assertNull(event.getDataContentType());
    }

    @Test
    void an_array_is_a_pointer_only_as_the_client_writes_it() {
        for (String body : List.of(
                POINTER.replace("]", ",1]"),
                json("['other',{}]"),
                json("[{},{}]"),
                "[]",
                POINTER.replace("[", "{\"a\":").replace(",{", ",\"b\":{").replace("]", "}"))) {
            Event event = read(AwsAdapter.standard().opening(Hop.S3POINTER), sqs(body))
                    .events()
                    .get(0);
            assertNull(event.getExtension("dataref"), body);
            assertArrayEquals(bytes(body), event.data());
        }
    }

    @Test
    void what_records_expand_to_is_limited_for_the_whole_payload() {
        byte[] big = gzip(bytes(LOG.replace("\"m\"", '"' + "m".repeat(600) + '"')));
        AwsAdapter adapter = AwsAdapter.standard()
                .withLimits(Limits.STANDARD.withDecodedBytes(1_500))
                .opening(Hop.LOGS);
        Delivery<byte[]> delivery = read(adapter, kinesis(big, big, big));
        assertEquals(1, delivery.events(0).size());
        assertThrows(MalformedPayloadException.class, () -> delivery.events(2));
    }

    @Test
    void a_bomb_fails_its_record() {
        byte[] bomb = gzip(new byte[9 << 20]);
        Delivery<byte[]> delivery = read(AwsAdapter.standard().opening(Hop.LOGS), kinesis(bomb, gzip(bytes(LOG))));
        MalformedPayloadException refused = assertThrows(MalformedPayloadException.class, () -> delivery.events(0));
        assertEquals("Records[0].kinesis.data", refused.path());
        assertEquals(1, delivery.events(1).size());
    }

    @Test
    void every_truncation_inside_a_record_fails_it_or_leaves_it_alone() {
        AwsAdapter all = AwsAdapter.standard().opening(Hop.values());
        for (byte[] whole : List.of(gzip(bytes(LOG)), aggregated(bytes("part")), bytes(CHANGE), bytes(CLOUD_EVENT))) {
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                Delivery<byte[]> delivery = read(all, kinesis(cut));
                try {
                    Event event = delivery.events(0).get(0);
                    assertNull(event.getExtension("via"), "cut to " + length);
                    assertArrayEquals(cut, event.data());
                } catch (PortolanException refused) {
                    assertEquals(MalformedPayloadException.class, refused.getClass());
                }
            }
        }
    }

    @Test
    void damaged_envelopes_give_events_or_malformed_items() {
        Random random = new Random(20260102);
        AwsAdapter all = AwsAdapter.standard().opening(Hop.values());
        int refused = 0;
        for (byte[] document : inner().values()) {
            for (int i = 0; i < 500; i++) {
                byte[] damaged = document.clone();
                damaged[random.nextInt(damaged.length)] = document[random.nextInt(document.length)];
                damaged[random.nextInt(damaged.length)] ^= (byte) (random.nextInt(8) == 0 ? 1 : 0);
                for (String payload : carriers(damaged).values()) {
                    refused += isRefused(read(all, payload)) ? 1 : 0;
                }
            }
        }
        assertTrue(refused > 100, "only " + refused + " were malformed");
    }

    private static boolean isRefused(Delivery<byte[]> delivery) {
        try {
            for (Event event : delivery.events()) {
                event.typedData();
            }
            return false;
        } catch (MalformedPayloadException refused) {
            return true;
        }
    }

    @Test
    void a_deployment_names_hops_by_a_setting() {
        String payload = sqs(notification(S3));
        assertEquals(
                "sqs sns",
                read(LambdaEntry.opening("sns, S3,"), payload).events().get(0).getExtension("via"));
        assertNull(read(LambdaEntry.opening(null), payload).events().get(0).getExtension("via"));
        assertThrows(IllegalArgumentException.class, () -> LambdaEntry.opening("sns s3"));
    }
}
