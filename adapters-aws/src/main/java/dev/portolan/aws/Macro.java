package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A part of a template that a macro is to transform; one request may ask for several parts, which have no id of their own.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-author.html">Macro definitions</a>
 */
final class Macro extends Call {

    Macro(Invocation invocation) {
        super("aws:cloudformation-macro", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        String macro = call.text("transformId");
        event.id(unidentified(call))
                .source("aws:cloudformation.", macro)
                .type("com.amazonaws.cloudformation.Macro")
                .dataJson(call);
    }
}
