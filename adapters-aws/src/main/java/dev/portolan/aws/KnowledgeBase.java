package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * Files of a Bedrock knowledge base that are to be transformed while they are taken in; a job has many such calls.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/kb-custom-transformation.html">Custom transformations</a>
 */
final class KnowledgeBase extends Call {

    KnowledgeBase(Invocation invocation) {
        super("aws:bedrock-knowledge-base", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(unidentified(call))
                .source("aws:bedrock.", call.text("knowledgeBaseId"))
                .type("com.amazonaws.bedrock.KnowledgeBaseTransformation")
                .subject(call.textOrNull("ingestionJobId"))
                .dataJson(call);
    }
}
