package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A turn of a conversation with a Lex bot, version 1 or 2.
 *
 * @see <a href="https://docs.aws.amazon.com/lexv2/latest/dg/lambda-input-format.html">Lex V2 input</a>
 * @see <a href="https://docs.aws.amazon.com/lex/latest/dg/lambda-input-response-format.html">Lex V1 input</a>
 */
final class Lex extends Call {

    Lex(Invocation invocation) {
        super("aws:lex", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        String bot = call.textOrNull("bot", "id");
        event.id(unidentified(call))
                .source("aws:lex.", bot == null ? call.text("bot", "name") : bot)
                .type("com.amazonaws.lex.", call.text("invocationSource"))
                .dataJson(call);
    }
}
