package dev.portolan.conformance.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.Adapter;
import dev.portolan.Delivery;
import dev.portolan.DeliveryFailedException;
import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.aws.Hop;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.gcp.GcpAdapter;
import dev.portolan.spi.Text;
import dev.portolan.wire.CloudEventsHttp;
import dev.portolan.wire.CloudEventsJson;
import dev.portolan.wire.HeaderDecoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** What reads bytes from outside: it must make events of them, or refuse them with one of the two errors. */
enum FuzzTarget {
    AWS {
        @Override
        void read(byte[] bytes) {
            handled(AwsAdapter.standard(), bytes);
            handled(AWS_OPENING_ALL, bytes);
        }
    },

    GCP {
        @Override
        void read(byte[] bytes) {
            handled(GcpAdapter.standard().opening(dev.portolan.gcp.Hop.values()), bytes);
        }
    },

    AZURE {
        @Override
        void read(byte[] bytes) {
            handled(AzureAdapter.standard(), bytes);
            handled(AzureAdapter.standard().opening(dev.portolan.azure.Hop.values()), bytes);
        }
    },

    /** CloudEvents documents, and headers as {@code name: value} lines before an empty line. */
    WIRE {
        @Override
        void read(byte[] bytes) {
            refusable(() -> look(CloudEventsJson.read(bytes)));
            refusable(() -> CloudEventsJson.readBatch(bytes).forEach(FuzzTarget::look));
            for (HeaderDecoding decoding : HeaderDecoding.values()) {
                refusable(() -> {
                    Draft draft = new Draft(bytes, 0, bytes.length);
                    CloudEventsHttp.readBinary(headers(bytes), decoding, draft);
                    look(draft.event());
                });
            }
        }
    },

    /** What is inside of base64, gzip, records of the Kinesis Producer Library and protobuf: the first byte says of what. */
    DECODERS {
        @Override
        void read(byte[] bytes) {
            byte[] inside = Arrays.copyOfRange(bytes, Math.min(1, bytes.length), bytes.length);
            switch (bytes.length == 0 ? 0 : bytes[0] & 7) {
                case 0 -> handled(AWS_OPENING_ALL, logs(inside));
                case 1 -> handled(AWS_OPENING_ALL, logs(gzip(inside)));
                case 2 -> handled(AWS_OPENING_ALL, kinesis(inside));
                case 3, 4 -> handled(AWS_OPENING_ALL, kinesis(aggregated(inside)));
                case 5, 6 -> handled(GcpAdapter.standard(), firestore(inside));
                default -> decodeAsTheJdkDoes(inside);
            }
        }
    };

    private static final AwsAdapter AWS_OPENING_ALL =
            AwsAdapter.standard().opening(Hop.values()).acceptingAnyJson();

    /** @throws RuntimeException if something is wrong with our code */
    abstract void read(byte[] bytes);

    static <A> void handled(Adapter<A> adapter, byte[] payload) {
        refusable(() -> {
            Delivery<A> delivery = adapter.delivery(payload, Invocation.UNKNOWN);
            for (int item = 0; item < delivery.size(); item++) {
                int one = item;
                refusable(() -> delivery.events(one).forEach(FuzzTarget::look));
            }
            refusable(() -> answers(delivery));
        });
    }

    private static <A> void answers(Delivery<A> delivery) {
        List<Event> events = delivery.events();
        try {
            delivery.answer(List.of());
            delivery.answer(events);
        } catch (DeliveryFailedException e) {
            assertEquals(false, e.toString().isEmpty());
        }
    }

    private static void refusable(Runnable reading) {
        try {
            reading.run();
        } catch (MalformedPayloadException | UnrecognizedPayloadException e) {
            // It quotes names, no values: however large the payload, it stays a sentence.
            assertEquals(true, e.toString().length() < 3_000, "a message of a few lines");
        }
    }

    /** Computes whatever is computed when someone asks, and writes the event and reads it again. */
    private static void look(Event event) {
        assertEquals(false, event.toString().isEmpty());
        assertEquals(
                new HashSet<>(event.getExtensionNames()).size(),
                event.getExtensionNames().size());
        refusable(event::typedData);
        refusable(() -> same(event.portable()));
        same(event);
    }

    private static void same(Event event) {
        byte[] data = event.data();
        Event again = CloudEventsJson.read(CloudEventsJson.write(event));
        assertEquals(event.getId(), again.getId());
        assertEquals(event.getSource(), again.getSource());
        assertEquals(event.getType(), again.getType());
        assertEquals(event.getSubject(), again.getSubject());
        assertEquals(event.getTime(), again.getTime());
        assertEquals(event.getDataSchema(), again.getDataSchema());
        assertEquals(event.getDataContentType(), again.getDataContentType());
        for (String name : event.getExtensionNames()) {
            assertEquals(event.getExtension(name), again.getExtension(name));
        }
        assertArrayEquals(data, again.data());
    }

    private static Map<String, List<String>> headers(byte[] bytes) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : new String(bytes, UTF_8).split("\n", 20)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon), List.of(line.substring(colon + 1)));
            }
        }
        return headers;
    }

    private static byte[] logs(byte[] data) {
        return ("{\"awslogs\":{\"data\":\"" + Base64.getEncoder().encodeToString(data) + "\"}}").getBytes(UTF_8);
    }

    private static byte[] kinesis(byte[] data) {
        return ("{\"Records\":[{\"eventID\":\"shardId-0:1\",\"eventSource\":\"aws:kinesis\",\"eventSourceARN\":"
                        + "\"arn:aws:kinesis:eu-west-1:123456789012:stream/s\",\"kinesis\":{\"partitionKey\":\"k\","
                        + "\"sequenceNumber\":\"1\",\"data\":\""
                        + Base64.getEncoder().encodeToString(data) + "\"}}]}")
                .getBytes(UTF_8);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(gzip)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return gzip.toByteArray();
    }

    private static byte[] aggregated(byte[] message) {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.writeBytes(new byte[] {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2});
        record.writeBytes(message);
        try {
            record.writeBytes(MessageDigest.getInstance("MD5").digest(message));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return record.toByteArray();
    }

    private static byte[] firestore(byte[] document) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/protobuf\r\n"
                        + "ce-specversion: 1.0\r\nce-id: 1\r\nce-type: google.cloud.firestore.document.v1.written\r\n"
                        + "ce-source: //firestore.googleapis.com/projects/p/databases/(default)\r\n"
                        + "ce-subject: documents/orders/1\r\nContent-Length: " + document.length + "\r\n\r\n")
                .getBytes(UTF_8));
        request.writeBytes(document);
        return request.toByteArray();
    }

    private static void decodeAsTheJdkDoes(byte[] bytes) {
        boolean plain = true;
        for (byte b : bytes) {
            plain &= b != '\\';
        }
        if (!plain || bytes.length % 4 != 0) {
            return;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(bytes);
            assertArrayEquals(decoded, Text.base64(bytes, 0, bytes.length));
        } catch (IllegalArgumentException e) {
            assertEquals(false, Text.isBase64(bytes, 0, bytes.length));
        }
    }
}
