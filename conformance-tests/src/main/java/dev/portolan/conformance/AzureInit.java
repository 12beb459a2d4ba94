package dev.portolan.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code azure init}: writes {@code <function>/function.json} for an app without Azure code, and host.json if there is none.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-reference">function.json</a>
 */
final class AzureInit implements Command {

    private static final Pattern FUNCTION = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,126}");

    /** Triggers whose platform keeps nothing of what fails. */
    private static final List<String> LOGS = List.of("eventHubs", "kafka", "cosmosDb");

    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,5}");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final Map<String, Template> TEMPLATES = new TreeMap<>(Map.ofEntries(
            template("blob", "blobTrigger", "binary", false, "path", "connection"),
            template("queue", "queueTrigger", "binary", false, "queueName", "connection"),
            template("serviceBus", "serviceBusTrigger", "binary", false, "connection"),
            template("serviceBusBatch", "serviceBusTrigger", "binary", true, "connection"),
            template("eventHubs", "eventHubTrigger", "binary", true, "eventHubName", "connection"),
            template("kafka", "kafkaTrigger", "binary", true, "topic", "brokerList"),
            template("rabbitMq", "rabbitMQTrigger", "binary", false, "queueName", "connectionStringSetting"),
            template("cosmosDb", "cosmosDBTrigger", "", false, "databaseName", "containerName", "connection"),
            template("sql", "sqlTrigger", "", false, "tableName", "connectionStringSetting"),
            template("timer", "timerTrigger", "", false, "schedule"),
            template("eventGrid", "eventGridTrigger", "", false),
            template("signalR", "signalRTrigger", "", false, "hubName", "category", "event"),
            template("daprTopic", "daprTopicTrigger", "binary", false, "pubSubName", "topic"),
            template("daprBinding", "daprBindingTrigger", "binary", false, "bindingName"),
            template("daprServiceInvocation", "daprServiceInvocationTrigger", "binary", false, "methodName"),
            template("http", "httpTrigger", "", false),
            template("warmup", "warmupTrigger", "", false)));

    /** What a trigger's file always says, and what the caller must say. */
    private record Template(String type, String dataType, boolean many, List<String> required) {}

    private static Map.Entry<String, Template> template(
            String name, String type, String dataType, boolean many, String... required) {
        return Map.entry(name, new Template(type, dataType, many, List.of(required)));
    }

    @Override
    public String name() {
        return "azure";
    }

    @Override
    public String summary() {
        return "azure init: writes function.json for an app without Azure code";
    }

    @Override
    public String help() {
        return """
                usage: portolan azure init FUNCTION TRIGGER [--app FOLDER] [--on-failure CHOICE] [NAME=VALUE...]

                Writes FUNCTION/function.json, which names this library as the code behind the trigger, and host.json if there
                is none. NAME=VALUE are attributes of the trigger's binding, such as queueName=orders.

                  --app FOLDER         the app's folder; this one if it is not given
                  --on-failure CHOICE  what becomes of what fails, needed for eventHubs, kafka and cosmosDb, which move on:
                                       how often the host runs it again, 5 seconds apart, or forever; or setting, which
                                       leaves the choice to the setting PORTOLAN_ON_FAILURE

                triggers: %s
                """.formatted(String.join(", ", TEMPLATES.keySet()));
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        String app = arguments.value("--app");
        String onFailure = arguments.value("--on-failure");
        List<String> rest = arguments.rest();
        if (rest.size() < 3 || !rest.get(0).equals("init")) {
            throw new UsageException("Give init, a function's name and a trigger.");
        }
        String function = rest.get(1);
        String trigger = rest.get(2);
        Template template = TEMPLATES.get(trigger);
        if (template == null) {
            throw new UsageException(
                    "There is no trigger of that name; there are " + String.join(", ", TEMPLATES.keySet()) + ".");
        }
        if (!FUNCTION.matcher(function).matches()) {
            throw new UsageException("A function's name is a letter and then letters, digits, - and _.");
        }
        ObjectNode binding = binding(template);
        for (String argument : rest.subList(3, rest.size())) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new UsageException("Attributes are written name=value.");
            }
            binding.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        List<String> missing = new ArrayList<>(template.required());
        missing.removeIf(binding::has);
        if (!missing.isEmpty()) {
            throw new UsageException(trigger + " needs " + String.join("=… and ", missing) + "=….");
        }
        Integer retries = retries(trigger, onFailure);
        write(Path.of(app == null ? "." : app), function, trigger, binding, retries, terminal.out());
        return DONE;
    }

    /** How often the host runs again what failed, -1 for no end; null if it does not, or not by function.json. */
    private static @Nullable Integer retries(String trigger, @Nullable String choice) {
        if (choice == null) {
            if (LOGS.contains(trigger)) {
                throw new UsageException(
                        trigger + " moves on whether or not the function fails: give --on-failure a number of"
                                + " retries, forever, or setting.");
            }
            return null;
        }
        if (!LOGS.contains(trigger) && !trigger.equals("timer")) {
            throw new UsageException(
                    trigger + " has no retries in function.json; the platform delivers again what failed.");
        }
        if (choice.equals("setting")) {
            return null;
        }
        if (!choice.equals("forever") && !COUNT.matcher(choice).matches()) {
            throw new UsageException("--on-failure is a number of retries, forever, or setting.");
        }
        return choice.equals("forever") ? -1 : Integer.valueOf(choice);
    }

    private static ObjectNode binding(Template template) {
        ObjectNode binding = JSON.createObjectNode()
                .put("type", template.type())
                .put("direction", "in")
                .put("name", "event");
        if (!template.dataType().isEmpty()) {
            binding.put("dataType", template.dataType());
        }
        if (template.many()) {
            binding.put("cardinality", "many");
        }
        if (template.type().equals("httpTrigger")) {
            binding.put("authLevel", "function");
            binding.putArray("methods")
                    .add("get")
                    .add("post")
                    .add("put")
                    .add("delete")
                    .add("options");
        }
        return binding;
    }

    private static void write(
            Path app, String function, String trigger, ObjectNode binding, @Nullable Integer retries, PrintStream out)
            throws IOException {
        ObjectNode file = JSON.createObjectNode()
                .put("scriptFile", "../app.jar")
                .put("entryPoint", "dev.portolan.azure.AzureEntry." + trigger);
        ArrayNode bindings = file.putArray("bindings").add(binding);
        if (trigger.equals("http")) {
            bindings.addObject().put("type", "http").put("direction", "out").put("name", "$return");
        }
        if (retries != null) {
            file.putObject("retry")
                    .put("strategy", "fixedDelay")
                    .put("maxRetryCount", retries)
                    .put("delayInterval", "00:00:05");
        }
        Path folder = Files.createDirectories(app.resolve(function));
        save(folder.resolve("function.json"), file, out);
        if (!Files.exists(app.resolve("host.json"))) {
            ObjectNode host = JSON.createObjectNode().put("version", "2.0");
            host.putObject("extensionBundle")
                    .put("id", "Microsoft.Azure.Functions.ExtensionBundle")
                    .put("version", "[4.*, 5.0.0)");
            save(app.resolve("host.json"), host, out);
        }
    }

    private static void save(Path file, ObjectNode json, PrintStream out) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(json) + "\n");
        out.println("wrote " + file);
    }
}
