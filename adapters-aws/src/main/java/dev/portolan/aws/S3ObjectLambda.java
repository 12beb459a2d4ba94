package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A request for an object through an S3 Object Lambda access point.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-event-context.html">Event context</a>
 */
final class S3ObjectLambda extends Call {

    S3ObjectLambda(Invocation invocation) {
        super("aws:s3-object-lambda", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(call.text("xAmzRequestId"))
                .source(call.text("configuration", "accessPointArn"))
                .type("com.amazonaws.s3objectlambda.Request")
                .dataJson(call);
    }
}
