package dev.portolan.aws;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A step of an Amazon Connect contact flow, a batch of an outbound campaign, or a chat message to be looked through.
 *
 * @see <a href="https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html">Contact flows</a>
 * @see <a href="https://docs.aws.amazon.com/connect/latest/adminguide/lambda-invoke-functions.html">Campaigns</a>
 * @see <a href="https://docs.aws.amazon.com/connect/latest/adminguide/redaction-message-processing.html">Message processing</a>
 */
final class Connect extends Call {

    Connect(Invocation invocation) {
        super("aws:connect", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.dataJson(call);
        JsonNode contact = call.atOrNull("Details", "ContactData");
        JsonNode chat = call.atOrNull("chatContent");
        if (contact != null) {
            event.id(unidentified(call))
                    .source(contact.text("InstanceARN"))
                    .type("com.amazonaws.connect.ContactFlow")
                    .subject(contact.textOrNull("ContactId"));
        } else if (chat != null) {
            event.id(chat.text("id"))
                    .source(call.text("associatedResourceArn"))
                    .type("com.amazonaws.connect.ChatMessage")
                    .subject(chat.textOrNull("contactId"))
                    .time(iso(chat.atOrNull("absoluteTime")));
        } else {
            event.id(unidentified(call)).source("aws:connect").type("com.amazonaws.connect.CampaignBatch");
        }
    }
}
