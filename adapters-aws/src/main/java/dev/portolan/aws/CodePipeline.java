package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A job of a CodePipeline action; the handler itself reports its result.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html">Invoke a function in a pipeline</a>
 */
final class CodePipeline extends Call {

    CodePipeline(Invocation invocation) {
        super("aws:codepipeline", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(call.text("CodePipeline.job", "id"))
                .source("aws:codepipeline")
                .type("com.amazonaws.codepipeline.Job")
                .dataJson(call);
    }
}
