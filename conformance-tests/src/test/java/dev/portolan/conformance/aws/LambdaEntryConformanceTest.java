package dev.portolan.conformance.aws;

import dev.portolan.EventHandler;
import dev.portolan.conformance.Entry;
import dev.portolan.conformance.HandlerConformance;

final class LambdaEntryConformanceTest extends HandlerConformance {

    LambdaEntryConformanceTest() {
        super("aws/sqs", "aws/sqs-fifo", "aws/kinesis", "aws/dynamodb");
    }

    @Override
    protected Entry<byte[]> entry(EventHandler handler) {
        return Lambda.entry(handler);
    }
}
