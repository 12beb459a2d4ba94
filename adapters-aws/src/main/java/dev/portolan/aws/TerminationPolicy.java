package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * The question which instances of an Auto Scaling group may end. It is asked again in the same words until they have ended.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/lambda-custom-termination-policy.html">Custom termination policies</a>
 */
final class TerminationPolicy extends Call {

    TerminationPolicy(Invocation invocation) {
        super("aws:autoscaling", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(unidentified(call))
                .source(call.text("AutoScalingGroupARN"))
                .type("com.amazonaws.autoscaling.TerminationPolicy")
                .dataJson(call);
    }
}
