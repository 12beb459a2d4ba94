package dev.portolan;

import dev.portolan.spi.Attributes;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes events as JSON objects; what the payload holds as it is to be written is copied. Loaded for the first event. */
final class EventWriter {

    private static final byte[] SPECVERSION = quoted("specversion");
    private static final byte[] ID = quoted("id");
    private static final byte[] SOURCE = quoted("source");
    private static final byte[] TYPE = quoted("type");
    private static final byte[] SUBJECT = quoted("subject");
    private static final byte[] TIME = quoted("time");
    private static final byte[] DATACONTENTTYPE = quoted("datacontenttype");
    private static final byte[] DATASCHEMA = quoted("dataschema");
    private static final byte[] DATA = quoted("data");
    private static final byte[] DATA_BASE64 = quoted("data_base64");

    private EventWriter() {}

    private static byte[] quoted(String name) {
        return ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
    }

    static void write(Event event, JsonWriter json) {
        byte[] array = event.dataArray;
        int start = event.dataStart;
        int end = event.dataEnd;
        DataForm form = event.dataForm;
        json.beginObject();
        if (form == DataForm.NONE) {
            writeAttributes(event, json);
        } else if (form == DataForm.JSON && isJson(event.getDataContentType())) {
            writeAttributes(event, json);
            json.name(DATA).json(array, start, end);
        } else if (form == DataForm.BASE64 && Text.isBinary(array, start, end)) {
            event.tellType(Event.BINARY);
            writeAttributes(event, json);
            json.name(DATA_BASE64).json(array, start - 1, end + 1);
        } else if (form == DataForm.JSON || form == DataForm.BYTES) {
            writeDecoded(event, array, start, end, json);
        } else {
            byte[] decoded = event.decoded();
            writeDecoded(event, decoded, 0, decoded.length, json);
        }
        json.endObject();
    }

    /** The bytes are checked once as a rule: JSON that may be written tells the type that nobody declared, too. */
    private static void writeDecoded(Event event, byte[] data, int start, int end, JsonWriter json) {
        boolean told = event.isTypeTold();
        boolean isJson = (told ? isJson(event.getDataContentType()) : isContainer(data, start, end))
                && Json.isValue(data, start, end, Event.DATA_DEPTH);
        if (!told) {
            event.tellType(isJson ? Event.JSON : Event.typeOf(data, start, end));
        }
        writeAttributes(event, json);
        if (isJson) {
            json.name(DATA).json(data, start, end);
        } else if (isWrittenAsText(event.getDataContentType()) && isText(data, start, end)) {
            json.name(DATA).text(new String(data, start, end - start, StandardCharsets.UTF_8));
        } else if (event.dataForm == DataForm.BASE64) {
            json.name(DATA_BASE64).json(event.dataArray, event.dataStart - 1, event.dataEnd + 1);
        } else {
            json.name(DATA_BASE64).base64(Arrays.copyOfRange(data, start, end));
        }
    }

    private static void writeAttributes(Event event, JsonWriter json) {
        json.name(SPECVERSION).text("1.0");
        json.name(ID).text(event.id);
        json.name(SOURCE).text(event.source);
        json.name(TYPE).text(event.type);
        writeOptional(SUBJECT, event.subject, json);
        writeOptional(TIME, event.time == null ? null : event.time.toString(), json);
        writeOptional(DATACONTENTTYPE, event.getDataContentType(), json);
        writeOptional(DATASCHEMA, event.dataSchema, json);
        for (String name : event.sortedExtensionNames()) {
            Object value = event.getExtension(name);
            String text = String.valueOf(Event.extensionText(value));
            json.name(name);
            if (value instanceof Integer || value instanceof Boolean) {
                json.literal(text);
            } else {
                json.text(text);
            }
        }
    }

    private static void writeOptional(byte[] name, @Nullable String text, JsonWriter json) {
        if (text != null) {
            json.name(name).text(text);
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && Attributes.isJson(contentType);
    }

    private static boolean isContainer(byte[] data, int start, int end) {
        return start < end && (data[start] == '{' || data[start] == '[');
    }

    /** Whether the media type is not JSON and no other character set than UTF-8 is declared. */
    private static boolean isWrittenAsText(@Nullable String contentType) {
        if (contentType == null || Attributes.isJson(contentType)) {
            return false;
        }
        String lower = Attributes.lowerCase(contentType);
        int charset = lower.indexOf("charset=");
        return charset < 0 || lower.startsWith("utf-8", charset + 8) || lower.startsWith("\"utf-8\"", charset + 8);
    }

    /** Whether bytes are UTF-8 of characters that people write; a string could hold others too, but nobody could read it. */
    private static boolean isText(byte[] data, int start, int end) {
        for (int i = start; i < end; i++) {
            byte b = data[i];
            if ((b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') || b == 0x7F) {
                return false;
            }
        }
        return Text.isUtf8(data, start, end);
    }
}
