package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

    @Test
    void commas_set_themselves() {
        byte[] json = new JsonWriter(0)
                .beginObject()
                .name("a")
                .beginArray()
                .endArray()
                .name("b")
                .beginArray()
                .number(-1)
                .nul()
                .beginObject()
                .endObject()
                .bool(true)
                .text("")
                .endArray()
                .name("\"c\":".getBytes(StandardCharsets.UTF_8))
                .beginObject()
                .name("d")
                .literal("1.50")
                .name("e")
                .json(" [1 ] ".getBytes(StandardCharsets.UTF_8), 1, 5)
                .endObject()
                .name("f")
                .base64(new byte[] {-1, 0})
                .endObject()
                .toBytes();

        assertEquals(
                "{'a':[],'b':[-1,null,{},true,''],'c':{'d':1.50,'e':[1 ]},'f':'/wA='}",
                new String(json, StandardCharsets.UTF_8).replace('"', '\''));
    }

    @Test
    void jackson_reads_every_text_that_is_written() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Random random = new Random(20261125);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(12); k > 0; k--) {
                int bound = 2 << random.nextInt(21);
                text.appendCodePoint(Math.min(random.nextInt(bound), Character.MAX_CODE_POINT));
            }
            String one = text.toString();
            byte[] json = new JsonWriter(0)
                    .beginObject()
                    .name(one)
                    .text(one)
                    .endObject()
                    .toBytes();
            // Half a surrogate pair is no name for Jackson.
            if (StandardCharsets.UTF_8.newEncoder().canEncode(one)) {
                assertEquals(one, mapper.readTree(json).get(one).textValue());
            }
            try (Json ours = Json.read(json)) {
                assertEquals(one, ours.root().at(one).string());
            }
        }
    }

    @Test
    void what_utf_8_cannot_hold_is_escaped() {
        String json = new String(
                new JsonWriter(0)
                        .text("\u0000\u001f\n\ud800a\udc00\ud83d\ude00")
                        .toBytes(),
                StandardCharsets.UTF_8);

        assertEquals("\"\\u0000\\u001f\\n\\ud800a\\udc00\ud83d\ude00\"", json);
    }

    @Test
    void a_text_is_plain_if_json_holds_it_as_it_is() {
        for (char c = 0; c < 0xFFFF; c++) {
            String text = "a" + c;
            byte[] json = new JsonWriter(0).text(text).toBytes();
            boolean isPlain = new String(json, StandardCharsets.ISO_8859_1).equals('"' + text + '"') && c != 0x7F;

            assertEquals(isPlain && c < 0x80, Attributes.isPlain(text), () -> Integer.toHexString(text.charAt(1)));
            if (Attributes.isPlain(text)) {
                assertArrayEquals(json, new JsonWriter(0).plain(text).toBytes());
            }
        }
    }
}
