package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A task of a Cloud Tasks queue with an HTTP target.
 *
 * @see <a href="https://cloud.google.com/tasks/docs/creating-http-target-tasks">Create HTTP target tasks</a>
 */
final class CloudTasks extends Format<Message> {

    CloudTasks() {
        super("gcp:tasks", Message.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** Attributes are headers, a request without a body has no media type, and neither group nor time of sending
     * is told. */
    @Override
    Message told(Message message, Seed seed) {
        Map<String, Bytes> attributes = Messages.headers(this, message);
        String queue = Texts.or(message.queue(), "orders");
        String id = Texts.or(message.id(), "1000000000000" + seed.position());
        require(Messages.isFieldValue(queue) && Messages.isFieldValue(id), "a queue or id that no header can hold");
        Integer deliveryCount = Messages.deliveryCount(message);
        return new Message(
                message.body(),
                message.body().isEmpty() ? null : Messages.contentType(message.body(), attributes),
                attributes,
                id,
                queue,
                null,
                deliveryCount == null ? (Integer) 1 : deliveryCount,
                null);
    }

    @Override
    byte[] payload(List<Sent<Message>> records) {
        Message message = records.get(0).data();
        int attempts = message.deliveryCount() == null ? 0 : message.deliveryCount() - 1;
        String eta = BigDecimal.valueOf(records.get(0).seed().instant().toEpochMilli(), 3)
                .toPlainString();
        RawRequest request = RawRequest.push(Google.HOST, "Google-Cloud-Tasks")
                .header("X-CloudTasks-QueueName", message.queue())
                .header("X-CloudTasks-TaskName", message.id())
                .header("X-CloudTasks-TaskRetryCount", Integer.toString(attempts))
                .header("X-CloudTasks-TaskExecutionCount", Integer.toString(attempts))
                .header("X-CloudTasks-TaskETA", eta);
        message.attributes().forEach((name, value) -> request.header(name, value.utf8()));
        return request.body(message.body().toArray()).bytes();
    }
}
