package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A synchronization of a Cognito identity pool's dataset; its reply is the event itself.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-events.html">Cognito Events</a>
 */
final class CognitoSync extends Call {

    CognitoSync(JsonNode call, Invocation invocation) {
        super("aws:cognito-sync", invocation, call);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(unidentified(call))
                .source("aws:cognito.", call.text("region"), ".", call.text("identityPoolId"))
                .type("com.amazonaws.cognito.SyncTrigger")
                .dataJson(call);
    }
}
