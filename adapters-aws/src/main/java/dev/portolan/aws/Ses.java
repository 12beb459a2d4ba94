package dev.portolan.aws;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * A mail that SES received; addresses stay in the data.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html">Event of the Lambda action</a>
 */
final class Ses extends Call {

    /** That the next rule for the mail may run; read only where the call is synchronous. */
    private static final byte[] CONTINUE = "{\"disposition\":\"CONTINUE\"}".getBytes(StandardCharsets.US_ASCII);

    Ses(Invocation invocation) {
        super("aws:ses", invocation, CONTINUE);
    }

    @Override
    public void map(JsonNode record, Draft event) {
        event.id(record.text("ses", "mail", "messageId") + rule(record))
                .source("aws:ses")
                .type("com.amazonaws.ses.Received")
                .time(iso(record.atOrNull("ses", "mail", "timestamp")))
                .dataJson(record);
    }

    /** What tells apart the rules that each call the function for the same mail: for whom it is. */
    private static String rule(JsonNode record) {
        JsonNode recipients = record.atOrNull("ses", "receipt", "recipients");
        if (recipients == null || !recipients.isArray()) {
            return "";
        }
        String[] addresses = new String[recipients.size()];
        int i = 0;
        for (JsonNode recipient : recipients) {
            addresses[i++] = recipient.isString() ? recipient.string() : null;
        }
        return "." + Hashes.hash16(addresses);
    }
}
