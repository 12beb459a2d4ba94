package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A device that AWS IoT is about to provision.
 *
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/pre-provisioning-hook.html">Pre-provisioning hooks</a>
 */
final class ProvisioningHook extends Call {

    ProvisioningHook(Invocation invocation) {
        super("aws:iot-provisioning-hook", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(unidentified(call))
                .source(call.text("templateArn"))
                .type("com.amazonaws.iot.ProvisioningHook")
                .dataJson(call);
    }
}
