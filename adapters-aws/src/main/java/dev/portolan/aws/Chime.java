package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * An event of a telephone call of the Amazon Chime SDK, which the actions in the reply carry on.
 *
 * @see <a href="https://docs.aws.amazon.com/chime-sdk/latest/dg/pstn-invocations.html">Telephony events</a>
 */
final class Chime extends Call {

    Chime(Invocation invocation) {
        super("aws:chime", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        String transaction = call.text("CallDetails", "TransactionId");
        event.id(transaction + "." + call.at("Sequence").literal())
                .source("aws:chime.", call.text("CallDetails", "SipMediaApplicationId"))
                .type("com.amazonaws.chime.", call.text("InvocationEventType"))
                .subject(transaction)
                .dataJson(call);
    }
}
