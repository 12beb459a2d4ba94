package dev.portolan.aws;

/**
 * An envelope that a function wants opened where a record carries one; nothing is opened that was not named.
 *
 * <p>Whoever may send to the carrier can forge what is inside: name a hop only for a carrier whose senders you trust as much
 * as the service whose envelope it is.
 *
 * @see AwsAdapter#opening
 */
public enum Hop {
    /** An SNS notification in the body of an SQS message. */
    SNS,
    /** An S3 notification, or S3's test event, in an SQS message or SNS notification. */
    S3,
    /** An event from an EventBridge bus in an SQS message or SNS notification. */
    EVENTBRIDGE,
    /**
     * A CloudEvent, or a batch, in an SQS message, SNS notification, Kinesis or Kafka record, or EventBridge detail; in
     * message attributes {@code ce-*} and Kafka headers {@code ce_*} too.
     */
    CLOUDEVENTS,
    /** The log events of a CloudWatch Logs subscription in a Kinesis record. */
    LOGS,
    /** A DynamoDB change in a Kinesis record. */
    DYNAMODB,
    /** The records that the Kinesis Producer Library put into one. */
    KPL,
    /** The place in S3 where the extended client put the body of an SQS message: it becomes {@code dataref}, unfetched. */
    S3POINTER,
    /**
     * The original event of a failed call or message: in a destination's record, wherever that was sent to; in a message of a
     * function's dead-letter queue or topic; a message of a queue's dead-letter queue gets the source it had.
     */
    REDRIVE
}
