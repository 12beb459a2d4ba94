package dev.portolan.aws;

/**
 * Amazon Resource Names.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 */
final class Arns {

    private Arns() {}

    /** What follows the last colon: the queue's or topic's name. */
    static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
