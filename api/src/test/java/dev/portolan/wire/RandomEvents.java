package dev.portolan.wire;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.Time;
import dev.portolan.spi.Uris;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Legal events of every shape, the same for the same seed. */
final class RandomEvents {

    private static final String[] PIECES = {
        "a",
        "Z",
        "0",
        " ",
        "%",
        "%41",
        "%C3%A9",
        "\"",
        "\\",
        ",",
        ";",
        "=",
        "/",
        ":",
        "\u00e9",
        "\u20ac",
        "\ud83d\ude00",
        "\u200b",
        "\u202e",
        "\ufeff",
        "<",
        "+",
        "'",
        "|",
        "\u00a0",
        "\ufb01",
        "\ud800\udc00"
    };
    private static final String[] JSON = {
        "{}",
        "[]",
        "{ \"a\" : 1.50 }",
        "[1E400,-0]",
        "\"t\\u00e9xt\"",
        "null",
        "true",
        "12345678901234567890",
        "{\"a\":1,\"a\":2}",
        "[[[[[[1]]]]]]",
        "{\"data\":{\"data_base64\":\"x\"}}",
        "\"\\ud800\""
    };
    private static final String[] CONTENT_TYPES = {
        "application/json", "application/vnd.a+json; v=1", "text/plain", "text/plain; charset=UTF-8",
        "text/plain; charset=iso-8859-1", "application/xml", "application/octet-stream", "image/png"
    };

    private final Random random;

    RandomEvents(long seed) {
        random = new Random(seed);
    }

    Event next() {
        Draft draft = new Draft(new byte[0], 0, 0)
                .carried("id", text(1))
                .carried("source", Uris.encodeReference(text(1)))
                .carried("type", text(1));
        if (random.nextBoolean()) {
            draft.carried("subject", text(0));
        }
        if (random.nextBoolean()) {
            long seconds = random.nextLong(-62_000_000_000L, 253_000_000_000L);
            int nanos = random.nextBoolean() ? 0 : random.nextInt(1_000_000_000);
            draft.time(new Time(seconds, nanos, 60 * random.nextInt(-18 * 60, 18 * 60 + 1)));
        }
        if (random.nextInt(4) == 0) {
            draft.carried("dataschema", "https://example.com/" + Uris.encodeComponent(text(0)));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = "x" + Integer.toString(random.nextInt(1_000_000), 36);
            int kind = random.nextInt(4);
            draft.carried(
                    name, kind == 0 ? (Object) random.nextInt() : kind == 1 ? (Object) random.nextBoolean() : text(0));
        }
        data(draft);
        return draft.event();
    }

    private void data(Draft draft) {
        String contentType = random.nextInt(8) == 0 ? null : CONTENT_TYPES[random.nextInt(CONTENT_TYPES.length)];
        int kind = random.nextInt(5);
        if (kind == 0) {
            draft.dataBytes(JSON[random.nextInt(JSON.length)].getBytes(StandardCharsets.UTF_8), null);
        } else if (kind == 1) {
            draft.dataBytes((" " + JSON[random.nextInt(JSON.length)] + "\n").getBytes(StandardCharsets.UTF_8), null);
        } else if (kind == 2) {
            draft.dataBytes((text(1) + "\r\n\t" + text(0)).getBytes(StandardCharsets.UTF_8), null);
        } else if (kind == 3) {
            byte[] bytes = new byte[1 + random.nextInt(40)];
            random.nextBytes(bytes);
            draft.dataBytes(bytes, null);
        }
        draft.dataContentType(contentType);
    }

    private String text(int least) {
        StringBuilder text = new StringBuilder();
        for (int i = least + random.nextInt(6); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        while (random.nextInt(3) == 0) {
            int codePoint = random.nextInt(Character.MAX_CODE_POINT + 1);
            if (Attributes.isLegal(Character.toString(codePoint))) {
                text.appendCodePoint(codePoint);
            }
        }
        return text.toString();
    }
}
