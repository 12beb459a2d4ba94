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

    private static final byte[] SPECVERSION_ID = ascii("\"specversion\":\"1.0\",\"id\":");
    private static final byte[] SOURCE = quoted("source");
    private static final byte[] TYPE = quoted("type");
    private static final byte[] SUBJECT = quoted("subject");
    private static final byte[] TIME = quoted("time");
    private static final byte[] DATACONTENTTYPE = quoted("datacontenttype");
    private static final byte[] DATACONTENTTYPE_JSON = ascii("\"datacontenttype\":\"application/json\"");
    private static final byte[] DATASCHEMA = quoted("dataschema");
    private static final byte[] DATA = quoted("data");
    private static final byte[] DATA_BASE64 = quoted("data_base64");

    /** What stands around the texts and the data, the time, and a media type of usual length. */
    private static final int FRAME = 232;

    /** A number or what stands around a text. */
    private static final int EXTENSION = 11;

    private EventWriter() {}

    private static byte[] quoted(String name) {
        return ascii('"' + name + "\":");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** So many bytes as an event takes whose texts are plain, or some more. */
    static int size(Event event) {
        int size = FRAME + event.id.length() + event.source.length() + event.type.length();
        size += event.subject == null ? 0 : event.subject.length();
        size += event.dataSchema == null ? 0 : event.dataSchema.length();
        for (Object nameOrValue : event.extensions) {
            size += EXTENSION + (nameOrValue instanceof String text ? text.length() : 0);
        }
        return size + event.dataEnd - event.dataStart;
    }

    static void write(Event event, JsonWriter json) {
        byte[] array = event.dataArray;
        int start = event.dataStart;
        int end = event.dataEnd;
        byte form = event.dataForm;
        json.beginObject();
        if (form == DataForm.NONE) {
            writeAttributes(event, json);
        } else if (form == DataForm.BASE64 && Text.isBinary(array, start, end)) {
            event.tellType(Event.BINARY);
            writeAttributes(event, json);
            json.name(DATA_BASE64).json(array, start - 1, end + 1);
        } else if (event.standsAsItIs()) {
            writeDecoded(event, array, start, end, json);
        } else if (form == DataForm.JSON_TEXT) {
            byte[] text = json.spare(end - start);
            writeDecoded(event, text, 0, Text.utf8(array, start, end, text), json);
        } else {
            byte[] bytes = Text.base64(array, start, end);
            writeDecoded(event, bytes, 0, bytes.length, json);
        }
        json.endObject();
    }

    /** The bytes are checked once as a rule: JSON that may be written tells the type that nobody declared, too. */
    private static void writeDecoded(Event event, byte[] data, int start, int end, JsonWriter json) {
        boolean told = event.isTypeTold();
        boolean isJson = (told ? isJson(event.getDataContentType()) : isContainer(data, start, end))
                && (event.dataForm == DataForm.JSON || Json.isValue(data, start, end, Event.DATA_DEPTH));
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
        boolean isPlain = event.isPlain;
        write(SPECVERSION_ID, event.id, isPlain, json);
        write(SOURCE, event.source, isPlain, json);
        write(TYPE, event.type, isPlain, json);
        if (event.subject != null) {
            write(SUBJECT, event.subject, isPlain, json);
        }
        if (event.time != null) {
            json.name(TIME).time(event.time);
        }
        String contentType = event.getDataContentType();
        if (Event.JSON.equals(contentType)) {
            json.json(DATACONTENTTYPE_JSON, 0, DATACONTENTTYPE_JSON.length);
        } else if (contentType != null) {
            json.name(DATACONTENTTYPE).text(contentType);
        }
        if (event.dataSchema != null) {
            write(DATASCHEMA, event.dataSchema, isPlain, json);
        }
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

    private static void write(byte[] name, String text, boolean isPlain, JsonWriter json) {
        json.name(name);
        if (isPlain) {
            json.plain(text);
        } else {
            json.text(text);
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
