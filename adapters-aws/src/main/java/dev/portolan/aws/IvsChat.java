package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A message to a chat room of Amazon IVS that is to be reviewed before it is sent.
 *
 * @see <a href="https://docs.aws.amazon.com/ivs/latest/ChatUserGuide/chat-message-review-handler.html">Message review handlers</a>
 */
final class IvsChat extends Call {

    IvsChat(Invocation invocation) {
        super("aws:ivs-chat", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(call.text("MessageId"))
                .source(call.text("RoomArn"))
                .type("com.amazonaws.ivschat.Message")
                .dataJson(call);
    }
}
