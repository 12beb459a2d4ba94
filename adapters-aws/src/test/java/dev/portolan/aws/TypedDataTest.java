package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portolan.Event;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.Opaque;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Json;
import dev.portolan.wire.CloudEventsJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedDataTest {

    private static final String STORED =
            "{'eventSource':'aws:s3','awsRegion':'eu-west-1','eventName':'ObjectCreated:Put','s3':{'bucket':{'name':'b'},"
                    + "'object':{'key':'a+b','size':7,'sequencer':'1'}}}";
    private static final String CHANGED =
            "{'eventID':'1','eventName':'INSERT','eventSourceARN':'arn:aws:dynamodb:eu-west-1:1:table/T/stream/x',"
                    + "'dynamodb':{'SequenceNumber':'1','Keys':{'id':{'S':'k'}}}}";

    private static Event read(String payload) {
        return AwsAdapter.read(payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .events()
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {STORED, CHANGED})
    void an_event_that_was_made_here_has_its_typed_data_where_it_comes_ready_made(String record) {
        Event made =
                read("{'Records':[" + record.replace("'eventID'", "'eventSource':'aws:dynamodb','eventID'") + "]}");
        byte[] document = CloudEventsJson.write(made);
        Event again = AwsAdapter.read(document).events().get(0);

        assertEquals("aws:cloudevents", again.kind());
        assertEquals(made.typedData(), again.typedData());
        String request = "{'rawPath':'/','requestContext':{'http':{'method':'POST'}},'isBase64Encoded':true,"
                + "'headers':{'content-type':'application/cloudevents+json'},'body':'"
                + Base64.getEncoder().encodeToString(document) + "'}";
        assertEquals(made.typedData(), read(request).typedData());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'s3':7}", "[]", "7", "null"})
    void a_ready_made_event_that_only_has_such_a_type_is_opaque(String data) {
        assertInstanceOf(
                Opaque.class,
                read("{'specversion':'1.0','id':'1','source':'/s','type':'com.amazonaws.s3.x','data':" + data + "}")
                        .typedData());
    }

    @Test
    void a_deep_image_with_many_attributes_is_read_whatever_else_is_being_read() {
        StringBuilder attributes = new StringBuilder("'a0':{'N':'0'}");
        for (int i = 1; i < 500; i++) {
            attributes.append(",'a").append(i).append("':{'N':'").append(i).append("'}");
        }
        String image = "{'m':{'M':{'m':{'M':{'m':{'M':{" + attributes + "}}}}}}}";
        byte[] payload =
                ("{'Records':[{'eventID':'1','eventName':'INSERT','eventSourceARN':'arn:aws:dynamodb:eu-west-1:1:table/T/stream/x',"
                                + "'dynamodb':{'SequenceNumber':'1','NewImage':" + image + "}}]}")
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8);
        Event event = AwsAdapter.read(payload).events().get(0);

        // The open document has the memory that reading usually has at hand.
        try (Json open = Json.read(new byte[] {'1'})) {
            TypedData change = event.typedData();
            assertEquals(
                    500,
                    String.valueOf(assertInstanceOf(DocumentChange.class, change)
                                    .after())
                            .split(",", -1)
                            .length);
            assertEquals("1", open.root().literal());
        }
    }
}
