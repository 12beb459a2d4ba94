package dev.portolan.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code azure init}: writes {@code <function>/function.json} for an app without Azure code, and host.json if there is none.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-reference">function.json</a>
 */
final class AzureInit implements Command {

    private static final Pattern FUNCTION = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,126}");

    /** Triggers that move on unless the host runs again what failed. */
    private static final List<String> LOGS = List.of("eventHubs", "kafka", "cosmosDb");

    /** Triggers that move on whatever the host does. */
    private static final List<String> FLEETING = List.of("redisList", "redisPubSub", "redisStream");

    private static final String SERVICE_BUS = "queueName topicName subscriptionName isSessionsEnabled";
    private static final String KAFKA =
            "consumerGroup keyDataType eventHubConnectionString protocol authenticationMode username"
                    + " password sslCaLocation sslCertificateLocation sslKeyLocation sslKeyPassword sslCaPEM"
                    + " sslCertificatePEM sslKeyPEM sslCertificateandKeyPEM oAuthBearerMethod oAuthBearerClientId"
                    + " oAuthBearerClientSecret oAuthBearerScope oAuthBearerTokenEndpointUrl oAuthBearerExtensions"
                    + " avroSchema keyAvroSchema schemaRegistryUrl schemaRegistryUsername schemaRegistryPassword"
                    + " lagThreshold";
    private static final String COSMOS_DB =
            "changeFeedMode leaseContainerName leaseDatabaseName leaseConnection leaseContainerPrefix"
                    + " createLeaseContainerIfNotExists leasesContainerThroughput feedPollDelay leaseAcquireInterval"
                    + " leaseExpirationInterval leaseRenewInterval maxItemsPerInvocation startFromBeginning"
                    + " startFromTime preferredLocations";

    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,5}");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final int COLUMNS = 75;

    private static final List<String> USUAL_METHODS =
            List.of("get", "post", "put", "patch", "delete", "head", "options");

    /** What Azure knows as methods of an HTTP trigger; TRACE, which tells a client its own headers, only for who asks for it. */
    private static final List<String> METHODS =
            Stream.concat(USUAL_METHODS.stream(), Stream.of("trace")).toList();

    /** Attributes that are numbers. */
    private static final List<String> COUNTS = List.of(
            "lagThreshold",
            "pollingIntervalInMs",
            "maxBatchSize",
            "leasesContainerThroughput",
            "feedPollDelay",
            "leaseAcquireInterval",
            "leaseExpirationInterval",
            "leaseRenewInterval",
            "maxItemsPerInvocation");

    private static final List<String> LEVELS = List.of("function", "anonymous", "admin");

    private static final Map<String, Template> TEMPLATES = new TreeMap<>(Map.ofEntries(
            template("blob", "blobTrigger", "binary", false, "path connection", "source"),
            template("queue", "queueTrigger", "binary", false, "queueName connection", ""),
            template("serviceBus", "serviceBusTrigger", "binary", false, "connection", SERVICE_BUS),
            template("serviceBusBatch", "serviceBusTrigger", "binary", true, "connection", SERVICE_BUS),
            template("eventHubs", "eventHubTrigger", "binary", true, "eventHubName connection", "consumerGroup"),
            template("kafka", "kafkaTrigger", "binary", true, "topic brokerList", KAFKA),
            template("rabbitMq", "rabbitMQTrigger", "binary", false, "queueName connectionStringSetting", ""),
            template("cosmosDb", "cosmosDBTrigger", "", false, "databaseName containerName connection", COSMOS_DB),
            template("sql", "sqlTrigger", "", false, "tableName connectionStringSetting", "leasesTableName"),
            template("mySql", "mysqlTrigger", "", false, "tableName connectionStringSetting", "leasesTableName"),
            template(
                    "redisList",
                    "redisListTrigger",
                    "binary",
                    false,
                    "key connection",
                    "pollingIntervalInMs maxBatchSize listDirection"),
            template("redisPubSub", "redisPubSubTrigger", "binary", false, "channel connection", "pattern"),
            template(
                    "redisStream",
                    "redisStreamTrigger",
                    "binary",
                    false,
                    "key connection",
                    "pollingIntervalInMs maxBatchSize"),
            template("timer", "timerTrigger", "", false, "schedule", "runOnStartup useMonitor"),
            template("eventGrid", "eventGridTrigger", "", false, "", ""),
            template("signalR", "signalRTrigger", "", false, "hubName category event", "connectionStringSetting"),
            template("daprTopic", "daprTopicTrigger", "binary", false, "pubSubName topic", "route"),
            template("daprBinding", "daprBindingTrigger", "binary", false, "bindingName", ""),
            template("daprServiceInvocation", "daprServiceInvocationTrigger", "binary", false, "methodName", ""),
            template("http", "httpTrigger", "", false, "", "methods route authLevel webHookType"),
            template("warmup", "warmupTrigger", "", false, "", "")));

    /** What a trigger's file always says, what the caller must say, and what else. */
    private record Template(String type, String dataType, boolean many, List<String> required, List<String> optional) {}

    private static Map.Entry<String, Template> template(
            String name, String type, String dataType, boolean many, String required, String optional) {
        return Map.entry(name, new Template(type, dataType, many, words(required), words(optional)));
    }

    private static List<String> words(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split(" "));
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
                usage: portolan azure init FUNCTION TRIGGER [--app FOLDER] [--on-failure CHOICE] [--force] [NAME=VALUE...]

                Writes FUNCTION/function.json, which names this library as the code behind the trigger, and host.json if there
                is none. NAME=VALUE are attributes of the trigger's binding, such as queueName=orders. A function.json that says
                something else is left as it is. An http function gets every path as the client sent it (route={*path},
                and no routePrefix in host.json); where an app has several, give each a route of its own.

                  --app FOLDER         the app's folder; this one if it is not given
                  --on-failure CHOICE  what becomes of what fails, needed for eventHubs, kafka, cosmosDb and the redis
                                       triggers, which move on: how often the host runs it again, 5 seconds apart, or
                                       forever, neither of them for redis; or setting, which leaves the choice to the
                                       setting PORTOLAN_ON_FAILURE
                  --force              writes over a function.json that says something else

                triggers, and the attributes that each needs and can have:
                %s
                """.formatted(triggers());
    }

    private static String triggers() {
        StringBuilder triggers = new StringBuilder();
        TEMPLATES.forEach((name, template) -> {
            List<String> attributes = new ArrayList<>();
            template.required().forEach(attribute -> attributes.add(attribute + "=…"));
            template.optional().forEach(attribute -> attributes.add("[" + attribute + "=…]"));
            triggers.append("  ").append(name).append(" ".repeat(23 - name.length()));
            triggers.append(String.join("\n" + " ".repeat(25), Lines.wrapped(attributes, " ", COLUMNS)));
            triggers.append('\n');
        });
        return triggers.toString().replaceAll(" +\n", "\n").stripTrailing();
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        String app = arguments.value("--app");
        String onFailure = arguments.value("--on-failure");
        boolean isForced = arguments.flag("--force");
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
        for (Map.Entry<String, String> attribute :
                attributes(trigger, template, rest.subList(3, rest.size())).entrySet()) {
            put(binding, attribute.getKey(), attribute.getValue());
        }
        Integer retries = retries(trigger, onFailure);
        Path folder = Path.of(app == null ? "." : app);
        if (trigger.equals("http")) {
            requireOwnRoute(folder, function, binding);
        }
        write(folder, function, function(trigger, binding, retries), isForced, terminal.out());
        return DONE;
    }

    private static Map<String, String> attributes(String trigger, Template template, List<String> arguments) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new UsageException("Attributes are written name=value, not " + argument + ".");
            }
            String name = argument.substring(0, equals);
            String value = argument.substring(equals + 1);
            if (!template.required().contains(name) && !template.optional().contains(name)) {
                List<String> known = new ArrayList<>(template.required());
                known.addAll(template.optional());
                throw new UsageException(trigger + " has no attribute " + name
                        + (known.isEmpty() ? "; it has none." : "; it has " + String.join(", ", known) + "."));
            }
            if (value.isBlank()) {
                throw new UsageException(name + " is empty.");
            }
            if (attributes.put(name, value) != null) {
                throw new UsageException(name + " is given twice.");
            }
        }
        List<String> missing = new ArrayList<>(template.required());
        missing.removeIf(attributes::containsKey);
        if (!missing.isEmpty()) {
            throw new UsageException(trigger + " needs " + String.join("=… and ", missing) + "=….");
        }
        if (template.type().equals("serviceBusTrigger")) {
            requireEntity(trigger, attributes);
        }
        return attributes;
    }

    /** A message comes from a queue, or from a subscription of a topic. */
    private static void requireEntity(String trigger, Map<String, String> attributes) {
        boolean isQueue = attributes.containsKey("queueName");
        boolean isTopic = attributes.containsKey("topicName");
        if (isQueue == isTopic || isTopic != attributes.containsKey("subscriptionName")) {
            throw new UsageException(trigger + " needs queueName=…, or topicName=… and subscriptionName=….");
        }
    }

    private static void put(ObjectNode binding, String name, String value) {
        switch (name) {
            case "methods" -> {
                ArrayNode methods = binding.putArray(name);
                for (String method : value.toLowerCase(Locale.ROOT).split(",", -1)) {
                    methods.add(oneOf("methods", METHODS, method.strip()));
                }
            }
            case "authLevel" -> binding.put(name, oneOf(name, LEVELS, value));
            case "listDirection" -> binding.put(name, oneOf(name, List.of("LEFT", "RIGHT"), value));
            default -> {
                if (value.equals("true") || value.equals("false")) {
                    binding.put(name, value.equals("true"));
                } else if (COUNT.matcher(value).matches() && COUNTS.contains(name)) {
                    binding.put(name, Integer.valueOf(value));
                } else {
                    binding.put(name, value);
                }
            }
        }
    }

    private static String oneOf(String name, List<String> choices, String value) {
        if (!choices.contains(value)) {
            throw new UsageException(name + "= takes " + String.join(", ", choices) + ", not " + value + ".");
        }
        return value;
    }

    /** How often the host runs again what failed, -1 for no end; null if it does not, or not by function.json. */
    private static @Nullable Integer retries(String trigger, @Nullable String choice) {
        if (FLEETING.contains(trigger)) {
            if (!"setting".equals(choice)) {
                throw new UsageException(trigger + " moves on whatever the host does: give --on-failure=setting.");
            }
            return null;
        }
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
            ArrayNode methods = binding.putArray("methods");
            USUAL_METHODS.forEach(methods::add);
            binding.put("route", "{*path}");
        }
        return binding;
    }

    private static ObjectNode function(String trigger, ObjectNode binding, @Nullable Integer retries) {
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
        return file;
    }

    private static void write(Path app, String name, ObjectNode function, boolean isForced, PrintStream out)
            throws IOException {
        Path file = app.resolve(name).resolve("function.json");
        if (isForced || !Files.exists(file)) {
            Arguments.made(app.resolve(name));
            save(file, function, out);
        } else if (says(file, function)) {
            out.println("unchanged " + file);
        } else {
            throw new UsageException(file + " says something else; --force writes over it.");
        }
        if (!Files.exists(app.resolve("host.json"))) {
            ObjectNode host = JSON.createObjectNode().put("version", "2.0");
            host.putObject("extensionBundle")
                    .put("id", "Microsoft.Azure.Functions.ExtensionBundle")
                    .put("version", "[4.*, 5.0.0)");
            host.putObject("extensions").putObject("http").put("routePrefix", "");
            save(app.resolve("host.json"), host, out);
        } else if (function.path("entryPoint").asText().endsWith(".http") && !hasNoPrefix(app.resolve("host.json"))) {
            out.println(
                    "host.json has another extensions.http.routePrefix than \"\": paths begin with it, or with /api");
        }
    }

    /** Of two functions with one route and one method the host asks only one. */
    private static void requireOwnRoute(Path app, String name, JsonNode binding) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(app)) {
            try (Stream<Path> folders = Files.list(app)) {
                folders.map(folder -> folder.resolve("function.json"))
                        .filter(Files::isRegularFile)
                        .sorted()
                        .forEach(files::add);
            }
        }
        for (Path file : files) {
            String other = String.valueOf(file.getName(file.getNameCount() - 2));
            for (JsonNode theirs : other.equals(name) ? List.<JsonNode>of() : bindings(file)) {
                Set<String> shared = methods(binding);
                shared.retainAll(methods(theirs));
                if (theirs.path("type").asText().equalsIgnoreCase("httpTrigger")
                        && !shared.isEmpty()
                        && route(binding, name).equals(route(theirs, other))) {
                    throw new UsageException("The function " + other + " has the route "
                            + binding.path("route").asText() + " and " + String.join(", ", shared)
                            + ", too: give " + name + " another with route=… or methods=….");
                }
            }
        }
    }

    private static Iterable<JsonNode> bindings(Path file) throws IOException {
        try {
            return JSON.readTree(Files.readAllBytes(file)).path("bindings");
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    /** As the host compares routes: in any case, whatever their parameters are called; without one it is the function's name. */
    private static String route(JsonNode binding, String function) {
        String route = binding.path("route").asText(function).toLowerCase(Locale.ROOT);
        return route.replaceAll("^/|/$", "").replaceAll("\\{(\\**)[^}:=?]*", "{$1");
    }

    /** All of them where none is named. */
    private static Set<String> methods(JsonNode binding) {
        Set<String> methods = new LinkedHashSet<>();
        binding.path("methods").forEach(method -> methods.add(method.asText().toLowerCase(Locale.ROOT)));
        return methods.isEmpty() ? new LinkedHashSet<>(METHODS) : methods;
    }

    private static boolean hasNoPrefix(Path host) throws IOException {
        try {
            JsonNode prefix = JSON.readTree(Files.readAllBytes(host)).at("/extensions/http/routePrefix");
            return prefix.isTextual() && prefix.asText().isEmpty();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean says(Path file, ObjectNode json) throws IOException {
        try {
            return json.equals(JSON.readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static void save(Path file, ObjectNode json, PrintStream out) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(json) + "\n");
        out.println("wrote " + file);
    }
}
