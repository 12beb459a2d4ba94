package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A trigger of a Cognito user pool; its reply is the event itself with {@code response} filled in.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html">User pool triggers</a>
 */
final class Cognito extends Call {

    Cognito(JsonNode call, Invocation invocation) {
        super("aws:cognito", invocation, call);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(unidentified(call))
                .source("aws:cognito.", call.text("region"), ".", call.text("userPoolId"))
                .type("com.amazonaws.cognito.", call.text("triggerSource"))
                .dataJson(call);
    }
}
