package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A step of a configuration at which an AppConfig extension acts.
 *
 * @see <a href="https://docs.aws.amazon.com/appconfig/latest/userguide/working-with-appconfig-extensions-creating-custom-lambda.html">Custom extensions</a>
 */
final class AppConfig extends Call {

    AppConfig(Invocation invocation) {
        super("aws:appconfig", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        String type = call.text("Type");
        event.id(call.text("InvocationId") + "." + type)
                .source("aws:appconfig.", call.text("Application", "Id"))
                .type("com.amazonaws.appconfig.", type)
                .subject(call.textOrNull("ConfigurationProfile", "Id"))
                .dataJson(call);
    }
}
