package dev.portolan.aws;

import static dev.portolan.spi.Times.millis;

import dev.portolan.Draft;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A log event from a CloudWatch Logs subscription: its message is the data.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html">Subscriptions</a>
 */
final class Logs extends Source<byte[]> {

    private final String where;
    private final String source;
    private final @Nullable String stream;

    /**
     * @param document what was compressed
     * @param where the place in the payload where it was
     */
    Logs(JsonNode document, String where) {
        this.where = where;
        try {
            // A control message is from no log group; no event shows its source.
            source = isControlMessage(document)
                    ? "aws:logs"
                    : "aws:logs." + document.text("owner") + "." + document.text("logGroup");
        } catch (MalformedPayloadException e) {
            throw e.within(where);
        }
        stream = document.textOrNull("logStream");
    }

    /** The compressed text of a payload. */
    static JsonNode data(JsonNode payload) {
        return payload.atOrNull("awslogs") == null ? payload.at("awsLogs", "data") : payload.at("awslogs", "data");
    }

    /** The document that this data is the compressed form of. */
    static byte[] expand(JsonNode data, Limits limits) {
        try {
            return Compressed.expand(data.base64(), limits);
        } catch (DataFormatException e) {
            throw data.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Reads what {@link #expand} gave. */
    static Json read(byte[] document, JsonNode data, Limits limits) {
        try {
            return Json.read(document, 0, document.length, limits.withPayloadBytes(limits.decodedBytes()));
        } catch (MalformedPayloadException e) {
            throw e.within(data.path());
        }
    }

    /** Whether the document only checks that the destination can be reached. */
    static boolean isControlMessage(JsonNode document) {
        return "CONTROL_MESSAGE".equals(document.textOrNull("messageType"));
    }

    @Override
    public String kind() {
        return "aws:logs";
    }

    @Override
    public void map(JsonNode logEvent, Draft event) {
        try {
            event.id(logEvent.text("id"))
                    .source(source)
                    .type("com.amazonaws.logs.LogEvent")
                    .subject(stream)
                    .time(millis(logEvent.atOrNull("timestamp")))
                    .extension("account", logEvent.textOrNull("extractedFields", "@aws.account"))
                    .extension("region", logEvent.textOrNull("extractedFields", "@aws.region"))
                    .dataText(logEvent.atOrNull("message"), null);
        } catch (MalformedPayloadException e) {
            throw e.within(where);
        }
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return AllOrNothing.answer(outcomes);
    }
}
