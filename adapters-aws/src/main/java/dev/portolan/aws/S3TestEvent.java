package dev.portolan.aws;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;

/**
 * The test event that S3 sends when notifications are set up; mostly inside SQS or SNS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html">Event
 *     types and destinations</a>
 */
final class S3TestEvent extends Source<byte[]> {

    @Override
    public String kind() {
        return "aws:s3-test";
    }

    @Override
    public void map(JsonNode payload, Draft event) {
        // Where a notification has its region, between the two dots, this has none.
        event.id(payload.text("RequestId") + "." + payload.text("HostId"))
                .source("aws:s3..", payload.text("Bucket"))
                .type("com.amazonaws.s3.TestEvent")
                .time(iso(payload.atOrNull("Time")))
                .dataJson(payload);
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return AllOrNothing.answer(outcomes);
    }
}
