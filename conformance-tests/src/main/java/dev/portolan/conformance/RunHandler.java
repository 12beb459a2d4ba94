package dev.portolan.conformance;

import dev.portolan.Delivery;
import dev.portolan.DeliveryFailedException;
import dev.portolan.Handler;
import dev.portolan.Invocation;
import dev.portolan.PortolanException;
import dev.portolan.data.HttpResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A handler of the user's, on payloads as a cloud would hand them to it, without the cloud. */
final class RunHandler implements Command {

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String summary() {
        return "runs a handler of yours on provider payloads";
    }

    @Override
    public String help() {
        return """
                usage: portolan run --class NAME [--classpath PATH] [options] [FILE...]

                Reads provider payloads, from standard input without FILE, hands their events or requests to the handler, and
                writes what the platform is answered: for aws the function's result, else status and body of the response.
                What fails is told on standard error with its stack trace.

                  --class      an EventHandler, HttpHandler or CallHandler with a constructor without parameters
                  --classpath  where the class and what it needs are: target/classes, or target/classes:lib/*
                  --from       aws, gcp or azure; if not given, the cloud whose payload it is
                  --open       nested envelopes to open, with commas between them: sns,s3
                  --accept     request-and-reply protocols to accept: bigquery,callable; invoke for any JSON on aws

                portolan simulate makes payloads: portolan simulate message --for aws:sqs | portolan run --class …

                exit code: 0 done, 1 something failed, 2 wrong usage, 3 malformed or unrecognised input
                """;
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        String name = arguments.value("--class");
        if (name == null) {
            throw new UsageException("--class is missing; it names the handler.");
        }
        String classPath = arguments.value("--classpath");
        List<String> clouds = Clouds.asked(arguments);
        Options options = Options.of(arguments);
        List<String> files = arguments.files();
        if (!(UserClass.instance(name, classPath) instanceof Handler handler)) {
            throw new UsageException(name + " is no EventHandler, HttpHandler or CallHandler.");
        }
        int exitCode = DONE;
        for (String file : files) {
            Delivery<?> delivery;
            try {
                delivery = Clouds.delivery(clouds, terminal.read(file), options);
            } catch (IOException e) {
                terminal.err().println("portolan: " + Portolan.sentence(file, e));
                exitCode = FAILED;
                continue;
            } catch (UnsupportedOperationException e) {
                throw UsageException.of(e);
            } catch (PortolanException e) {
                terminal.err().println("portolan: " + file + ": " + e.getMessage());
                exitCode = exitCode == FAILED ? FAILED : BAD_INPUT;
                continue;
            }
            exitCode = run(delivery, handler, terminal) ? exitCode : FAILED;
        }
        return exitCode;
    }

    /** Whether nothing failed. */
    private static boolean run(Delivery<?> delivery, Handler handler, Terminal terminal) {
        AtomicInteger failures = new AtomicInteger();
        Invocation invocation = new Invocation("local", "local", null, null, Clock.systemUTC())
                .withFailureLog((kind, item, event, failure) -> {
                    failures.incrementAndGet();
                    String which = event == null ? "" : ", event " + event.getId();
                    terminal.err().println("portolan: " + kind + ", item " + item + which + " failed:");
                    failure.printStackTrace(terminal.err());
                });
        Object answer;
        try {
            answer = delivery.handle(handler, invocation);
        } catch (RuntimeException | Error e) {
            // Of a call, it is what the handler threw, which is in the log of failures, too.
            if (failures.get() == 0 && !(e instanceof DeliveryFailedException)) {
                throw e;
            }
            String why = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
            terminal.err().println("portolan: the whole invocation fails: " + why);
            return false;
        }
        show(answer, terminal);
        return failures.get() == 0;
    }

    private static void show(Object answer, Terminal terminal) {
        byte[] body;
        if (answer instanceof HttpResponse response) {
            terminal.out().println(response.status());
            body = response.body().toArray();
        } else {
            body = (byte[]) answer;
        }
        if (body.length > 0) {
            terminal.out().writeBytes(body);
            terminal.out().println();
        }
    }
}
