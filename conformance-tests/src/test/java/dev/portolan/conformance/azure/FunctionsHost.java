package dev.portolan.conformance.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.annotation.FixedDelayRetry;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.internal.spi.middleware.Middleware;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rules H1 to H10 by which the Functions host calls the functions of a class, which it finds by their annotations; each
 * is proved in {@link EmulatorTest}.
 */
final class FunctionsHost {

    /** What the worker logged, of all invocations. */
    final List<LogRecord> log = new ArrayList<>();

    private final Map<String, Function> functions = new TreeMap<>();
    private JavaWorker worker = new JavaWorker(Charset.defaultCharset());
    private boolean reprints = true;
    private final AtomicInteger invocations = new AtomicInteger();

    /** The functions of these classes; each must be declared in its class and have a name of its own. */
    FunctionsHost(Class<?>... entries) throws ReflectiveOperationException {
        for (Class<?> entry : entries) {
            for (Method method : entry.getMethods()) {
                if (method.isAnnotationPresent(FunctionName.class)) {
                    String name = method.getAnnotation(FunctionName.class).value();
                    Method loaded = JavaWorker.load(entry, method.getName());
                    functions.put(name, new Function(name, loaded, attributes(trigger(loaded))));
                }
            }
        }
    }

    /**
     * One function.
     *
     * @param trigger the attributes of its trigger, as the annotation or function.json has them
     */
    private record Function(String name, Method method, Map<String, String> trigger) {

        boolean is(String attribute, String value) {
            return value.equalsIgnoreCase(trigger.get(attribute));
        }
    }

    /** The functions that the files {@code <app>/<function>/function.json} describe; their classes must be on the class path. */
    static FunctionsHost of(Path app) throws IOException, ReflectiveOperationException {
        FunctionsHost host = new FunctionsHost();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(app, Files::isDirectory)) {
            for (Path folder : folders) {
                JsonNode json = new ObjectMapper()
                        .readTree(folder.resolve("function.json").toFile());
                String entryPoint = json.path("entryPoint").asText();
                int dot = entryPoint.lastIndexOf('.');
                Map<String, String> trigger = new LinkedHashMap<>();
                json.path("bindings")
                        .get(0)
                        .properties()
                        .forEach(attribute -> trigger.put(
                                attribute.getKey(), attribute.getValue().asText()));
                String name = folder.getFileName().toString();
                Method method =
                        JavaWorker.load(Class.forName(entryPoint.substring(0, dot)), entryPoint.substring(dot + 1));
                host.functions.put(name, new Function(name, method, trigger));
            }
        }
        return host;
    }

    /** The same host, whose worker's JVM has another default charset than this one. */
    FunctionsHost withJvmCharset(Charset jvmCharset) {
        worker = new JavaWorker(jvmCharset);
        return this;
    }

    /** The same host with one more middleware, as an app's own library brings it. */
    FunctionsHost with(Middleware middleware) {
        worker.add(middleware);
        return this;
    }

    /** The same host, handing documents on as they came: H7 is what its libraries are believed to do. */
    FunctionsHost withoutReprinting() {
        reprints = false;
        return this;
    }

    /** Hands one arrival to a function once, without retries. */
    Invoked deliver(String function, Arrival arrival) {
        return deliver(function, arrival, 0, 0);
    }

    /** One attempt of a delivery under a retry policy, wherever that is declared. */
    Invoked deliver(String function, Arrival arrival, int retries, int mostRetries) {
        Function target = function(function);
        Wire payload = payload(arrival, target);
        Map<String, @Nullable Object> data = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        data.putAll(arrival.bindingData());
        if (payload instanceof Wire.Text text) {
            overwrite(data, text.value());
        }
        return invoke(target, payload, sent(data), retries, mostRetries);
    }

    /** H2, H7: bytes for dataType binary, else text; many of them for cardinality many. */
    private Wire payload(Arrival arrival, Function function) {
        boolean many = function.is("cardinality", "many");
        boolean binary = function.is("dataType", "binary");
        List<byte[]> parts = arrival.payloads();
        if (arrival.trigger().equals("timerTrigger")) {
            return new Wire.JsonText(text(parts.get(0)));
        }
        if (reprints && arrival.isDocument()) {
            String document = text(parts.get(0));
            return new Wire.Text(DotNet.reprinted(document, arrival.trigger().equals("eventGridTrigger")));
        }
        if (arrival.trigger().equals("kafkaTrigger") && !binary) {
            return many ? DotNet.wire(envelopes(arrival)) : new Wire.Text(envelopes(arrival)[0]);
        }
        if (many) {
            return DotNet.wire(binary ? parts.toArray(new byte[0][]) : texts(parts));
        }
        return binary ? DotNet.wire(parts.get(0)) : new Wire.Text(text(parts.get(0)));
    }

    private static String[] texts(List<byte[]> parts) {
        return parts.stream().map(FunctionsHost::text).toArray(String[]::new);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Bound as text a Kafka record is an envelope of value and metadata. */
    private static String[] envelopes(Arrival arrival) {
        List<String> envelopes = new ArrayList<>();
        for (int i = 0; i < arrival.payloads().size(); i++) {
            Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
            for (String name : List.of("Offset", "Partition", "Topic", "Timestamp", "Key", "Headers")) {
                Object value = arrival.bindingData().get(name);
                Object array = arrival.bindingData().get(name + "Array");
                envelope.put(
                        name,
                        array instanceof long[] numbers
                                ? (Object) numbers[i]
                                : array instanceof Object[] values ? values[i] : value);
            }
            envelope.put("Value", text(arrival.payloads().get(i)));
            envelopes.add(DotNet.json(envelope));
        }
        return envelopes.toArray(new String[0]);
    }

    /** H1, H3: the members of a single text that is an object replace metadata of their names, whatever the case. */
    static void overwrite(Map<String, @Nullable Object> data, String text) {
        String trimmed = text.strip();
        JsonNode object = trimmed.startsWith("{") && trimmed.endsWith("}") ? DotNet.objectOrNull(trimmed) : null;
        if (object != null) {
            object.properties().forEach(member -> {
                Object value = DotNet.metadata(member.getValue());
                if (value != null) {
                    data.put(member.getKey(), value);
                }
            });
        }
    }

    /** H5, H6. */
    static Map<String, Wire> sent(Map<String, @Nullable Object> data) {
        Map<String, Wire> sent = new LinkedHashMap<>();
        data.forEach((name, value) -> {
            if (value != null && !name.equals("sys")) {
                sent.put(name, DotNet.wire(value));
            }
        });
        return sent;
    }

    private Invoked invoke(Function function, Wire payload, Map<String, Wire> metadata, int retries, int mostRetries) {
        EmulatedContext.Facts facts = new EmulatedContext.Facts(
                "invocation-" + invocations.incrementAndGet(), function.name(), retries, mostRetries, log);
        return worker.invoke(function.method(), Map.of(name(function), payload), metadata, facts);
    }

    private static String name(Function function) {
        return function.trigger().getOrDefault("name", "");
    }

    /**
     * H4: an HTTP request.
     *
     * @param headers as the client sent them, several values of a name one after the other
     */
    Invoked request(
            String function, String method, String url, Map<String, List<String>> headers, byte @Nullable [] body) {
        Function target = function(function);
        Map<String, String> lower = new LinkedHashMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        Wire.Request request = new Wire.Request(method, url, lower, query(url), body(lower, body));
        Map<String, @Nullable Object> data = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (request.body() instanceof Wire.Text text) {
            overwrite(data, text.value());
        }
        request.query().forEach((name, value) -> {
            if (!name.equals("code")) {
                data.put(name, value);
            }
        });
        data.putIfAbsent("Query", new LinkedHashMap<>(request.query()));
        data.putIfAbsent("Headers", new LinkedHashMap<>(lower));
        Map<String, Wire> metadata = sent(data);
        // W1.
        metadata.put(name(target), request);
        metadata.put("$request", request);
        return invoke(target, request, metadata, 0, 0);
    }

    /** Bytes for two media types, text in UTF-8 for all else, nothing without a length. */
    static @Nullable Wire body(Map<String, String> headers, byte @Nullable [] body) {
        if (body == null || body.length == 0 || !headers.containsKey("content-length")) {
            return null;
        }
        String type = headers.getOrDefault("content-type", "");
        if (type.startsWith("application/octet-stream") || type.startsWith("multipart/")) {
            return DotNet.wire(body);
        }
        String text = text(body);
        return new Wire.Text(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static Map<String, String> query(String url) {
        Map<String, String> query = new LinkedHashMap<>();
        int mark = url.indexOf('?');
        if (mark >= 0) {
            for (String parameter : url.substring(mark + 1).split("&", -1)) {
                int equals = parameter.indexOf('=');
                if (equals > 0 && equals < parameter.length() - 1) {
                    query.merge(
                            parameter.substring(0, equals),
                            parameter.substring(equals + 1),
                            (one, other) -> one + "," + other);
                }
            }
        }
        return query;
    }

    /**
     * H10: delivers until the function succeeds or the platform gives up.
     *
     * @param arrivals what arrives at attempt 1, 2, …
     * @param attempts how many there are at most
     * @return whether it succeeded; else it went to the poison queue or dead-letter queue
     */
    boolean untilDone(String function, List<Arrival> arrivals, int attempts) {
        for (int i = 0; i < attempts; i++) {
            if (deliver(function, arrivals.get(Math.min(i, arrivals.size() - 1))) instanceof Invoked.Returned) {
                return true;
            }
        }
        return false;
    }

    /** H9, H10: a log delivers once, or as often as the method's retry policy says, in place; then it moves on. */
    Invoked untilMovedOn(String function, Arrival arrival) {
        FixedDelayRetry retry = function(function).method().getAnnotation(FixedDelayRetry.class);
        if (retry == null) {
            return deliver(function, arrival);
        }
        for (int retries = 0; ; retries++) {
            Invoked invoked = deliver(function, arrival, retries, retry.maxRetryCount());
            if (invoked instanceof Invoked.Returned || retries == retry.maxRetryCount()) {
                return invoked;
            }
        }
    }

    private Function function(String name) {
        Function function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException("there is no function " + name);
        }
        return function;
    }

    private static Annotation trigger(Method method) {
        for (Annotation[] annotations : method.getParameterAnnotations()) {
            for (Annotation annotation : annotations) {
                String name = annotation.annotationType().getSimpleName();
                if (name.endsWith("Trigger") || name.equals("CustomBinding")) {
                    return annotation;
                }
            }
        }
        throw new IllegalArgumentException("the method has no trigger");
    }

    private static Map<String, String> attributes(Annotation annotation) throws ReflectiveOperationException {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Method attribute : annotation.annotationType().getDeclaredMethods()) {
            attributes.put(attribute.getName(), String.valueOf(attribute.invoke(annotation)));
        }
        return attributes;
    }
}
