package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A question of AppSync whether a request may pass.
 *
 * @see <a href="https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-lambda-authorization">Lambda authorization</a>
 */
final class AppSyncAuthorizer extends Call {

    AppSyncAuthorizer(Invocation invocation) {
        super("aws:appsync-authorizer", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        String id = call.textOrNull("requestContext", "requestId");
        event.id(id == null ? unidentified(call) : id)
                .source("aws:appsync.", call.text("requestContext", "apiId"))
                .type("com.amazonaws.appsync.Authorizer")
                .dataJson(call);
    }
}
