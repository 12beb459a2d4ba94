package dev.portolan.aws;

/**
 * Amazon Resource Names.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 */
final class Arns {

    private Arns() {}

    /** The part behind so many colons, from 0: {@code arn:partition:service:region:account:…}; empty if there is none. */
    static String part(String arn, int colons) {
        int start = 0;
        for (int i = 0; i < colons; i++) {
            int colon = arn.indexOf(':', start);
            if (colon < 0) {
                return "";
            }
            start = colon + 1;
        }
        int end = arn.indexOf(':', start);
        return end < 0 ? arn.substring(start) : arn.substring(start, end);
    }

    /** What follows the last colon: the queue's or topic's name. */
    static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
