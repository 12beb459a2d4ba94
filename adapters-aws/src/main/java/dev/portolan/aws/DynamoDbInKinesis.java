package dev.portolan.aws;

import static dev.portolan.spi.Times.micros;
import static dev.portolan.spi.Times.millis;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;

/**
 * A change that a table streams into Kinesis: as in a DynamoDB stream, but it names the table and not a stream.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds_gettingstarted.html">Change data
 *     capture with Kinesis</a>
 */
final class DynamoDbInKinesis extends Source<byte[]> {

    private final KeyText keys = new KeyText();
    private final String partition;
    private final String account;

    /** @param stream the ARN of the Kinesis stream, which is in the table's account */
    DynamoDbInKinesis(String stream) {
        partition = Arns.part(stream, 1);
        account = Arns.part(stream, 4);
    }

    @Override
    public String kind() {
        return "aws:dynamodb";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        JsonNode time = record.atOrNull("dynamodb", "ApproximateCreationDateTime");
        boolean fine = "MICROSECOND".equals(record.textOrNull("dynamodb", "ApproximateCreationDateTimePrecision"));
        keys.describe(record.atOrNull("dynamodb", "Keys"), event);
        event.id(record.text("eventID"))
                .source(
                        "arn:",
                        partition,
                        ":dynamodb:",
                        record.text("awsRegion"),
                        ":",
                        account,
                        ":table/",
                        record.text("tableName"))
                .type("com.amazonaws.dynamodb.", record.text("eventName"))
                .time(fine ? micros(time) : millis(time))
                .extension("authtype", DynamoDb.isTimeToLive(record) ? "system" : null)
                .dataJson(record);
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        return new DocumentChange(
                DynamoDb.operation(record.text("eventName")),
                record.text("tableName"),
                AttributeValues.mapOrNull(record.atOrNull("dynamodb", "Keys")),
                AttributeValues.mapOrNull(record.atOrNull("dynamodb", "OldImage")),
                AttributeValues.mapOrNull(record.atOrNull("dynamodb", "NewImage")));
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return AllOrNothing.answer(outcomes);
    }
}
