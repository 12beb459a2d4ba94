package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portolan.Event;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TypedDataTest {

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
