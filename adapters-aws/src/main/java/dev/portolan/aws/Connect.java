package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A step of an Amazon Connect contact flow, or a batch of an outbound campaign.
 *
 * @see <a href="https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html">Contact flows</a>
 * @see <a href="https://docs.aws.amazon.com/connect/latest/adminguide/lambda-invoke-functions.html">Campaigns</a>
 */
final class Connect extends Call {

    Connect(Invocation invocation) {
        super("aws:connect", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(unidentified(call)).dataJson(call);
        JsonNode contact = call.atOrNull("Details", "ContactData");
        if (contact == null) {
            event.source("aws:connect").type("com.amazonaws.connect.CampaignBatch");
        } else {
            event.source(contact.text("InstanceARN"))
                    .type("com.amazonaws.connect.ContactFlow")
                    .subject(contact.textOrNull("ContactId"));
        }
    }
}
