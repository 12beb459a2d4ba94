package dev.portolan.aws;

import dev.portolan.Event;
import dev.portolan.data.Message;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Origin;

/** The origin of a message in a dead-letter queue: SQS, but for the queue, which is the one it was in before. */
final class RedrivenMessage implements Origin {

    private final Origin sqs;
    private final String queue;

    /** @param queue the ARN of the queue the message was in before */
    RedrivenMessage(Origin sqs, String queue) {
        this.sqs = sqs;
        this.queue = queue;
    }

    @Override
    public String kind() {
        return sqs.kind();
    }

    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        Message message = (Message) sqs.typedData(event, bytes, start, end);
        return new Message(
                message.body(),
                message.contentType(),
                message.attributes(),
                message.id(),
                Arns.lastPart(queue),
                message.group(),
                message.deliveryCount(),
                message.sentAt());
    }
}
