package dev.portolan.aws;

import dev.portolan.spi.JsonWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes members of a JSON object that are left out where there is no value. */
abstract class MemberWriter {

    final JsonWriter json = new JsonWriter(1024);

    final void text(String name, @Nullable String value) {
        if (value != null) {
            json.name(name).text(value);
        }
    }

    final void number(String name, @Nullable Long value) {
        if (value != null) {
            json.name(name).number(value);
        }
    }

    final void bytes(String name, @Nullable ByteBuffer value) {
        if (value != null) {
            json.name(name).base64(bytes(value));
        }
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    final void seconds(String name, @Nullable Date date) {
        if (date != null) {
            json.name(name)
                    .literal(BigDecimal.valueOf(date.toInstant().toEpochMilli(), 3)
                            .toPlainString());
        }
    }

    final void texts(String name, @Nullable Map<String, String> values) {
        if (values == null) {
            return;
        }
        json.name(name).beginObject();
        for (Map.Entry<String, String> value : values.entrySet()) {
            text(value.getKey(), value.getValue());
        }
        json.endObject();
    }

    final void textLists(String name, @Nullable Map<String, List<String>> lists) {
        if (lists == null) {
            return;
        }
        json.name(name).beginObject();
        for (Map.Entry<String, List<String>> list : lists.entrySet()) {
            textList(list.getKey(), list.getValue());
        }
        json.endObject();
    }

    final void textList(String name, @Nullable List<String> values) {
        if (values == null) {
            return;
        }
        json.name(name).beginArray();
        for (String value : values) {
            json.text(value);
        }
        json.endArray();
    }
}
