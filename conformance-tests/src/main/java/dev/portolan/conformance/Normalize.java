package dev.portolan.conformance;

import dev.portolan.Adapter;
import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.PortolanException;
import dev.portolan.spi.JsonWriter;
import dev.portolan.wire.CloudEventsJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Provider payloads in, CloudEvents out. */
final class Normalize implements Command {

    @Override
    public String name() {
        return "normalize";
    }

    @Override
    public String summary() {
        return "turns provider payloads into CloudEvents";
    }

    @Override
    public String help() {
        return """
                usage: portolan normalize --from aws|gcp|azure [options] [FILE...]
                       portolan normalize --class NAME [--classpath PATH] [options] [FILE...]

                Reads provider payloads, from standard input without FILE, and writes their events as one CloudEvents
                JSON batch.

                  --from CLOUD       the provider: aws, gcp or azure
                  --class NAME       an Adapter of yours instead, with a constructor without parameters
                  --classpath PATH   where the class and what it needs are
                  --profile PROFILE  native (the provider's types, the default) or portable (one type and schema per
                                     kind of typed data)
                  --lines            one JSON line per file, {"file":…,"events":[…]} or {"file":…,"error":{…}}; records
                                     that fail alone are listed in "errors"
                  --open NAMES       nested envelopes to open, with commas between them: sns,s3
                  --accept NAMES     request-and-reply protocols to accept: bigquery,callable; invoke for any JSON on aws

                aws: a file is what Lambda hands to the function.
                gcp: a file is a raw HTTP/1.1 request (request line, headers, blank line, body), or the JSON body alone.
                azure: a file is {"trigger":"queueTrigger","payload":…|{"base64":…},"metadata":{…},"binding":{…}}, for
                  httpTrigger with the payload {"method","url","headers":{…},"body":…|{"base64":…}}; or an Event Grid or
                  CloudEvents document.

                exit code: 0 done, 1 something failed, 2 wrong usage, 3 malformed or unrecognised input
                """;
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        boolean portable =
                arguments.choice("--profile", List.of("native", "portable")).equals("portable");
        boolean lines = arguments.flag("--lines");
        Adapter<?> adapter = adapter(arguments);
        List<String> files = arguments.files();

        List<Event> events = new ArrayList<>();
        boolean refused = false;
        boolean unread = false;
        boolean empty = true;
        for (String file : files) {
            byte[] payload;
            try {
                payload = terminal.read(file);
            } catch (IOException e) {
                terminal.err().println("portolan: " + Portolan.sentence(file, e));
                unread = true;
                continue;
            }
            Result result = Result.read(adapter, payload, portable);
            String other = "gcp:http".equals(result.kind) ? Clouds.otherThanGoogle(payload) : null;
            if (other != null) {
                terminal.err()
                        .println("portolan: " + file + ": it looks like a payload of " + other
                                + " and was read as the body of a plain HTTP request; --from " + other + " reads it.");
            }
            refused |= !result.errors.isEmpty();
            empty &= result.refusal() != null;
            events.addAll(result.events);
            if (lines) {
                terminal.out().writeBytes(result.line(file));
                terminal.out().println();
            } else {
                for (PortolanException error : result.errors) {
                    terminal.err().println("portolan: " + file + ": " + error.getMessage());
                }
            }
        }
        if (!lines && !empty) {
            terminal.out().writeBytes(CloudEventsJson.writeBatch(events));
            terminal.out().println();
        }
        return unread ? FAILED : refused ? BAD_INPUT : DONE;
    }

    private static Adapter<?> adapter(Arguments arguments) {
        Options options = Options.of(arguments);
        String className = arguments.value("--class");
        if (className != null) {
            return Examinee.adapter(className, arguments.value("--classpath"), options);
        }
        String from = arguments.required("--from", Clouds.NAMES);
        try {
            return Clouds.adapter(from, options);
        } catch (UnsupportedOperationException e) {
            throw UsageException.of(e);
        }
    }

    /** What became of one file: events, and what could not be read: all of it, or single records. */
    private record Result(
            List<Event> events,
            List<PortolanException> errors,
            @Nullable Integer items,
            @Nullable String kind) {

        static Result read(Adapter<?> adapter, byte[] payload, boolean portable) {
            List<Event> events = new ArrayList<>();
            List<PortolanException> errors = new ArrayList<>();
            Integer items = null;
            String kind = null;
            try {
                Delivery<?> delivery = adapter.delivery(payload, Invocation.UNKNOWN);
                items = delivery.size();
                kind = delivery.kind();
                for (int item = 0; item < items; item++) {
                    try {
                        for (Event event : delivery.events(item)) {
                            events.add(portable ? event.portable() : event);
                        }
                    } catch (MalformedPayloadException e) {
                        errors.add(e);
                    }
                }
            } catch (PortolanException e) {
                errors.add(e);
            }
            return new Result(events, errors, items, kind);
        }

        /** Why the whole payload was refused; null if it was not. */
        @Nullable
        PortolanException refusal() {
            return items == null ? errors.get(0) : null;
        }

        byte[] line(String file) {
            JsonWriter line = new JsonWriter(1024).beginObject().name("file").text(file);
            PortolanException refusal = refusal();
            if (refusal != null) {
                write(line.name("error"), refusal);
            } else {
                byte[] batch = onOneLine(CloudEventsJson.writeBatch(events));
                line.name("events").json(batch, 0, batch.length);
                if (!errors.isEmpty()) {
                    line.name("errors").beginArray();
                    for (PortolanException error : errors) {
                        write(line, error);
                    }
                    line.endArray();
                }
            }
            return line.endObject().toBytes();
        }

        /** JSON holds line breaks only between its tokens, where data may have them as it came. */
        private static byte[] onOneLine(byte[] json) {
            for (int i = 0; i < json.length; i++) {
                if (json[i] == '\n' || json[i] == '\r') {
                    json[i] = ' ';
                }
            }
            return json;
        }

        private static void write(JsonWriter json, PortolanException error) {
            String kind = error instanceof MalformedPayloadException ? "malformed" : "unrecognized";
            json.beginObject().name("kind").text(kind);
            json.name("message").text(String.valueOf(error.getMessage())).endObject();
        }
    }
}
