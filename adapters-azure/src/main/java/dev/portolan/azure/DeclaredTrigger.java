package dev.portolan.azure;

import dev.portolan.Event;
import io.cloudevents.CloudEvent;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The trigger that a method's annotations declare: type, parameter, binding, and whether the host retries. */
final class DeclaredTrigger {

    /** The attributes that say where events come from; the others configure the host, and some are secret. */
    private static final String[] ATTRIBUTES = {
        "queueName",
        "topicName",
        "subscriptionName",
        "eventHubName",
        "databaseName",
        "containerName",
        "collectionName",
        "topic",
        "brokerList",
        "keyDataType",
        "schedule",
        "tableName",
        "key",
        "channel",
        "hostName",
        "bindingName",
        "methodName",
        "changeFeedMode"
    };

    /** The type as in function.json, such as {@code queueTrigger}. */
    final String type;

    /** The name of the parameter's binding. */
    final String parameter;

    /** Whether the host sends bytes. */
    final boolean binary;

    /** Whether the host sends batches. */
    final boolean many;

    /** Whether the parameter is a CloudEvent. */
    final boolean event;

    /** Whether the parameter is a list of CloudEvents. */
    final boolean events;

    final boolean retried;
    final Map<String, String> binding;

    private DeclaredTrigger(
            String type, Attributes attributes, Type parameter, boolean retried, Map<String, String> binding) {
        String name = attributes.get("name");
        this.type = type;
        this.parameter = name == null ? "" : name;
        this.binary = "binary".equalsIgnoreCase(attributes.get("dataType"));
        this.many = "many".equalsIgnoreCase(attributes.get("cardinality"));
        this.event = isEvent(parameter);
        this.events = parameter instanceof ParameterizedType list
                && list.getRawType() == List.class
                && isEvent(list.getActualTypeArguments()[0]);
        this.retried = retried;
        this.binding = binding;
    }

    private static boolean isEvent(Type type) {
        return type == CloudEvent.class || type == Event.class;
    }

    /** The trigger of a method; null if it has none. */
    static @Nullable DeclaredTrigger ofOrNull(Method method, String function, Settings settings) {
        Annotation[][] annotations = method.getParameterAnnotations();
        for (int i = 0; i < annotations.length; i++) {
            for (Annotation annotation : annotations[i]) {
                String type = typeOrNull(annotation);
                if (type != null) {
                    FunctionJson json = isCustom(annotation)
                            ? FunctionJson.find(method.getDeclaringClass(), function, type, settings)
                            : FunctionJson.NONE;
                    Attributes attributes = new Attributes(annotation, json);
                    return new DeclaredTrigger(
                            type,
                            attributes,
                            method.getGenericParameterTypes()[i],
                            json.retried || isRetried(method),
                            binding(type, attributes, method, settings));
                }
            }
        }
        return null;
    }

    /** The payload with what is declared of it; a text that the worker made of bytes becomes these bytes again. */
    AzurePayload declare(AzurePayload payload, WorkerContext context) {
        Object bytes = payload.text && binary ? context.payload(parameter, byte[].class) : null;
        AzurePayload sent = bytes instanceof byte[] exact ? AzurePayload.of(null, exact) : payload;
        return sent.declaredAs(type).withBinding(binding);
    }

    /** A custom binding has no attributes in Java: they stand in function.json alone. */
    private static boolean isCustom(Annotation annotation) {
        return annotation.annotationType().getSimpleName().equals("CustomBinding");
    }

    /** The attributes of an annotation, or of function.json. */
    private record Attributes(Annotation annotation, FunctionJson json) {
        @Nullable
        String get(String name) {
            String attribute = attribute(annotation, name);
            return attribute == null ? json.attributes.get(name) : attribute;
        }
    }

    private static @Nullable String typeOrNull(Annotation annotation) {
        String name = annotation.annotationType().getSimpleName();
        switch (name) {
            case "ServiceBusQueueTrigger", "ServiceBusTopicTrigger" -> {
                return "serviceBusTrigger";
            }
            case "SQLTrigger" -> {
                return "sqlTrigger";
            }
            case "MySqlTrigger" -> {
                return "mysqlTrigger";
            }
            case "CustomBinding" -> {
                return attribute(annotation, "type");
            }
            default -> {}
        }
        if (name.endsWith("Trigger")) {
            return Character.toLowerCase(name.charAt(0)) + name.substring(1);
        }
        for (Annotation marker : annotation.annotationType().getAnnotations()) {
            if (marker.annotationType().getSimpleName().equals("CustomBinding")) {
                return attribute(marker, "type");
            }
        }
        return null;
    }

    private static boolean isRetried(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            String name = annotation.annotationType().getSimpleName();
            if (name.equals("FixedDelayRetry") || name.equals("ExponentialBackoffRetry")) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> binding(String type, Attributes attributes, Method method, Settings settings) {
        Map<String, String> binding = new LinkedHashMap<>();
        for (String name : ATTRIBUTES) {
            String value = attributes.get(name);
            if (value != null && !value.isEmpty()) {
                binding.put(name, settings.resolved(value));
            }
        }
        String brokers = binding.get("brokerList");
        String setting = brokers == null ? null : settings.get(brokers);
        if (setting != null) {
            binding.put("brokerList", setting);
        }
        for (Map.Entry<String, String> known :
                settings.connection(connection(type, attributes, method)).entrySet()) {
            binding.putIfAbsent(known.getKey(), known.getValue());
        }
        String host = settings.get("WEBSITE_HOSTNAME");
        if (host != null) {
            binding.put("hostname", host);
        }
        return Collections.unmodifiableMap(binding);
    }

    /** The setting that the trigger's connection has, its extension's usual one if it names none. */
    private static String connection(String type, Attributes attributes, Method method) {
        String connection = attributes.get("connection");
        connection = connection == null ? attributes.get("connectionStringSetting") : connection;
        if (connection != null && !connection.isEmpty()) {
            return connection;
        }
        for (Annotation other : method.getAnnotations()) {
            if (other.annotationType().getSimpleName().equals("StorageAccount")) {
                String account = attribute(other, "value");
                return account == null ? "" : account;
            }
        }
        return switch (type) {
            case "queueTrigger", "blobTrigger" -> "AzureWebJobsStorage";
            case "cosmosDBTrigger" -> "CosmosDB";
            case "serviceBusTrigger" -> "AzureWebJobsServiceBus";
            case "signalRTrigger" -> "AzureSignalRConnectionString";
            default -> "";
        };
    }

    private static @Nullable String attribute(Annotation annotation, String name) {
        try {
            Object value = annotation.annotationType().getMethod(name).invoke(annotation);
            return value instanceof Enum<?> constant
                    ? constant.name().toLowerCase(java.util.Locale.ROOT)
                    : value.toString();
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }
}
