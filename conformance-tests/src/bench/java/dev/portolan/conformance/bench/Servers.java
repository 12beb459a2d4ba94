package dev.portolan.conformance.bench;

import dev.portolan.conformance.aws.LambdaService;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** From {@code java} to the first answer: functions under Lambda's runtime client, and servers for Google's events. */
final class Servers {

    private static final String ENTRY = "dev.portolan.aws.LambdaEntry";
    private static final int RUNS = Integer.getInteger("runs", 20);

    static final List<String> SERVERS = List.of(
            "lambda no-op",
            "lambda portolan",
            "lambda portolan, jars",
            "lambda portolan, archived",
            "lambda pojos",
            "lambda spring",
            "google CloudRun",
            "google invoker");

    private final Results results;
    private final Path log;
    private final ClassPath path;

    Servers(Results results, Path folder) throws IOException, java.net.URISyntaxException {
        this.results = results;
        log = folder.resolve("server.log");
        path = new ClassPath(folder);
    }

    private interface Server {
        /** Starts it, waits for its first answer; wall time and CPU time in milliseconds. */
        double[] firstAnswer() throws Exception;
    }

    void run(Jdk jdk) throws Exception {
        Map<String, Server> servers = new LinkedHashMap<>();
        Path unpacked = path.unpacked();
        Path packed = path.packed();
        String archive = train(jdk);
        servers.put("lambda no-op", () -> lambda(uploaded(jdk, unpacked, Starts.NoOpFunction.class.getName())));
        servers.put("lambda portolan", () -> lambda(uploaded(jdk, unpacked, ENTRY)));
        servers.put("lambda portolan, jars", () -> lambda(uploaded(jdk, packed, ENTRY)));
        servers.put("lambda portolan, archived", () -> lambda(function(jdk, path.image(), ENTRY, archive)));
        servers.put("lambda pojos", () -> lambda(uploaded(jdk, unpacked, Starts.PojoFunction.class.getName())));
        servers.put(
                "lambda spring",
                () -> lambda(function(jdk, path.spring(), "org.springframework.cloud.function.adapter.aws.FunctionInvoker")));
        servers.put("google CloudRun", () -> cloudRun(jdk));
        servers.put("google invoker", () -> invoker(jdk));
        Map<String, List<Double>> figures = new HashMap<>();
        for (int run = 0; run < RUNS; run++) {
            System.err.printf("  first answer, Java %d, run %d of %d%n", jdk.version(), run + 1, RUNS);
            for (Map.Entry<String, Server> server : servers.entrySet()) {
                boolean slow = server.getKey().endsWith("spring") || server.getKey().endsWith("invoker");
                if (!slow || run % 2 == 0) {
                    double[] millis = server.getValue().firstAnswer();
                    String name = name(jdk, server.getKey());
                    figures.computeIfAbsent(name + " wall", n -> new ArrayList<>()).add(millis[0]);
                    figures.computeIfAbsent(name + " cpu", n -> new ArrayList<>()).add(millis[1]);
                }
            }
        }
        for (Map.Entry<String, List<Double>> figure : figures.entrySet()) {
            results.put(figure.getKey(), figure.getValue());
        }
    }

    static String name(Jdk jdk, String server) {
        return "server " + jdk.version() + " " + server;
    }

    private double[] lambda(ProcessBuilder function) throws Exception {
        try (LambdaService lambda = new LambdaService()) {
            function.environment().put("AWS_LAMBDA_RUNTIME_API", lambda.address());
            return measure(function, () -> lambda.invoke(message()));
        }
    }

    /** Makes the archive that a function's image can hold, by one invocation and an orderly end; the flag to use it. */
    private String train(Jdk jdk) throws Exception {
        boolean cache = jdk.version() >= 25;
        Path archive = log.resolveSibling("function-" + jdk.version() + (cache ? ".aot" : ".jsa"));
        Files.deleteIfExists(archive);
        String flag = cache ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
        ProcessBuilder function = function(jdk, path.image(), ENTRY, flag + archive);
        try (LambdaService lambda = new LambdaService()) {
            function.environment().put("AWS_LAMBDA_RUNTIME_API", lambda.address());
            Process process = function.start();
            lambda.invoke(message());
            process.destroy();
            process.waitFor();
        }
        if (!Files.exists(archive)) {
            throw new IllegalStateException("no archive was made: " + Files.readString(log));
        }
        return (cache ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive;
    }

    private static String message() {
        return new String(new Payloads(1).sqs(1), StandardCharsets.UTF_8);
    }

    /** A function as Lambda starts it: the runtime client is the class path, the function lies where it is started. */
    private ProcessBuilder uploaded(Jdk jdk, Path folder, String handler) {
        return function(jdk, path.runtime(), handler).directory(folder.toFile());
    }

    private ProcessBuilder function(Jdk jdk, String classPath, String handler, String... flags) {
        List<String> arguments = new ArrayList<>(List.of(flags));
        arguments.addAll(List.of(
                "-cp", classPath, "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", handler));
        ProcessBuilder builder = java(jdk, arguments.toArray(String[]::new));
        Map<String, String> environment = builder.environment();
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "bench");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("_HANDLER", handler);
        environment.put("PORTOLAN_HANDLER", Starts.PortableHandler.class.getName());
        environment.put("MAIN_CLASS", Spring.Functions.class.getName());
        environment.put("SPRING_CLOUD_FUNCTION_DEFINITION", "sqs");
        return builder;
    }

    private double[] cloudRun(Jdk jdk) throws Exception {
        int port = freePort();
        ProcessBuilder builder = java(jdk, "-cp", path.google(), "dev.portolan.gcp.CloudRun");
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("PORTOLAN_HANDLER", Starts.PortableHandler.class.getName());
        return measure(builder, () -> post(port));
    }

    private double[] invoker(Jdk jdk) throws Exception {
        int port = freePort();
        ProcessBuilder builder = java(
                jdk,
                "-jar",
                Invoker.JAR.toString(),
                "--classpath",
                path.nothing(),
                "--target",
                Starts.GoogleFunction.class.getName(),
                "--port",
                Integer.toString(port));
        builder.environment().put("FUNCTION_SIGNATURE_TYPE", "cloudevent");
        return measure(builder, () -> post(port));
    }

    private ProcessBuilder java(Jdk jdk, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(jdk.java());
        command.addAll(Jdk.C1);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    }

    private interface Request {
        void send() throws Exception;
    }

    private double[] measure(ProcessBuilder builder, Request request) throws Exception {
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            request.send();
            double wall = (System.nanoTime() - start) / 1e6;
            return new double[] {wall, cpuMillis(process)};
        } catch (Exception e) {
            throw new IllegalStateException(String.join(" ", builder.command()) + ": " + Files.readString(log), e);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** What Linux has counted for the threads that are there; exact, where a process's clock ticks every 10 ms. */
    private static double cpuMillis(Process process) throws IOException {
        long nanos = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads.toList()) {
                nanos += Long.parseLong(
                        Files.readString(thread.resolve("schedstat")).split(" ", -1)[0]);
            }
        }
        return nanos / 1e6;
    }

    /** Sends an event of the 1st generation again and again until somebody listens. */
    private static void post(int port) throws Exception {
        byte[] body = new Payloads(1).legacyStorage();
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (true) {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(2);
                continue;
            }
            if (connection.getResponseCode() / 100 != 2) {
                throw new IllegalStateException("status " + connection.getResponseCode());
            }
            connection.disconnect();
            return;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
