package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A step of the rotation of a secret; the same token comes once for each.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html">Rotation functions</a>
 */
final class SecretsRotation extends Call {

    SecretsRotation(Invocation invocation) {
        super("aws:secrets-rotation", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(call.text("ClientRequestToken") + "." + call.text("Step"))
                .source(call.text("SecretId"))
                .type("com.amazonaws.secretsmanager.", call.text("Step"))
                .dataJson(call);
    }
}
