package dev.portolan.conformance;

import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import dev.portolan.conformance.simulate.Simulate;
import dev.portolan.data.TypedData;
import dev.portolan.wire.CloudEventsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened in, provider payloads out: the way back from {@code normalize}. */
final class Simulation implements Command {

    private static final int COLUMNS = 96;

    /** More than any platform puts into one batch. */
    private static final int MOST = 100_000;

    @Override
    public String name() {
        return "simulate";
    }

    @Override
    public String summary() {
        return "makes the payload that a provider would send";
    }

    @Override
    public String help() {
        return """
                usage: portolan simulate KIND --for SOURCE [options]
                       portolan simulate --from-event --for SOURCE < events.json

                Writes the payload that a source would send: for aws what Lambda hands over, for gcp a raw HTTP/1.1
                request, for azure the description of what the Functions worker hands over. portolan normalize reads
                it.

                  KIND            what happened, see below
                  --for SOURCE    who tells it, such as aws:s3
                  --from-event    reads what portolan normalize writes, and says it for another cloud
                  --count N       the same N times, each with an id of its own
                  --seed N        other ids and whatever else nobody says
                  --into FOLDER   one file per payload, for sources that send one record at a time
                  --send URL      sends each payload to a function that runs there, as its platform does, and prints
                                  status and body of the answer; docs/simulate.md says what is sent where

                Each kind has an option for each component of its typed data: --key, --size, --content-type, --body,
                --sent-at …; lists and maps are JSON. What is not given is made up, the same each time.

                %s

                exit code: 0 done, 1 something failed or the function did, 2 wrong usage, 3 malformed input
                """.formatted(sources());
    }

    private static String sources() {
        Map<Class<? extends TypedData>, List<String>> kinds = new LinkedHashMap<>();
        for (Happening kind : Happening.ALL) {
            kinds.computeIfAbsent(kind.record(), record -> new ArrayList<>()).add(kind.name());
        }
        StringBuilder sources = new StringBuilder();
        kinds.forEach((record, names) -> {
            sources.append("  ").append(String.join(", ", names)).append('\n');
            Lines.wrapped(Simulate.sources(record), ", ", COLUMNS)
                    .forEach(line -> sources.append("    ").append(line).append('\n'));
        });
        return sources.toString().stripTrailing();
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        boolean isFromEvent = arguments.flag("--from-event");
        String source = arguments.required("--for", Simulate.sources());
        String folder = arguments.value("--into");
        String url = arguments.value("--send");
        if (url != null && folder != null) {
            throw new UsageException("Give --send or --into, not both.");
        }
        Sending sending = url == null ? null : new Sending(source, url, terminal);
        Integer count = number(arguments.value("--count"), "--count", 1, MOST);
        Integer seed = number(arguments.value("--seed"), "--seed", 0, Integer.MAX_VALUE);
        Simulate simulate;
        try {
            simulate = isFromEvent ? events(arguments, terminal) : happening(arguments);
        } catch (MalformedPayloadException e) {
            terminal.err().println("portolan: These are no CloudEvents that say what happened: " + e.getMessage());
            return BAD_INPUT;
        }
        simulate = count == null ? simulate : simulate.times(count);
        simulate = seed == null ? simulate : simulate.seed(seed);
        List<byte[]> payloads = payloads(simulate, source);
        return sending == null ? write(payloads, source, folder, terminal) : send(sending, payloads);
    }

    private static Simulate happening(Arguments arguments) {
        String kind = arguments.first();
        if (kind == null) {
            throw new UsageException("Say what happened: " + String.join(", ", Happening.names()) + ".");
        }
        TypedData record = Happening.named(kind).record(arguments);
        if (arguments.rest().size() > 1) {
            throw new UsageException(
                    "One thing happens at a time, not also " + arguments.rest().get(1) + ".");
        }
        return Simulate.like(record);
    }

    private static Simulate events(Arguments arguments, Terminal terminal) throws IOException {
        if (!arguments.rest().isEmpty()) {
            throw new UsageException("With --from-event, the events say what happened.");
        }
        List<TypedData> records = new ArrayList<>();
        List<@Nullable Instant> times = new ArrayList<>();
        for (Event event : CloudEventsJson.readBatch(terminal.in().readAllBytes())) {
            TypedData record = Contents.ofOrNull(event);
            if (record == null) {
                throw new UsageException("Event " + event.getId() + " of type " + event.getType()
                        + " does not say enough; portolan normalize --profile portable keeps all.");
            }
            records.add(record);
            OffsetDateTime time = event.getTime();
            times.add(time == null ? null : time.toInstant());
        }
        return Simulate.exactly(records).at(times);
    }

    private static List<byte[]> payloads(Simulate simulate, String source) {
        try {
            return simulate.eachForSource(source);
        } catch (IllegalArgumentException e) {
            throw new UsageException(UsageException.ended(e.getMessage()));
        }
    }

    private static int send(Sending sending, List<byte[]> payloads) {
        boolean isTaken = true;
        for (byte[] payload : payloads) {
            isTaken &= sending.send(payload);
        }
        return isTaken ? DONE : FAILED;
    }

    private static int write(List<byte[]> payloads, String source, @Nullable String folder, Terminal terminal)
            throws IOException {
        if (folder != null) {
            Path directory = Arguments.made(Path.of(folder));
            int digits = String.valueOf(payloads.size()).length();
            for (int i = 0; i < payloads.size(); i++) {
                String name = String.format(Locale.ROOT, "%0" + digits + "d", i + 1)
                        + (source.startsWith("gcp:") ? ".http" : ".json");
                Files.write(directory.resolve(name), payloads.get(i));
            }
            return DONE;
        }
        if (payloads.size() > 1) {
            throw new UsageException(
                    source + " sends one record at a time; give --into FOLDER for " + payloads.size() + " files.");
        }
        terminal.out().writeBytes(payloads.get(0));
        if (!source.startsWith("gcp:")) {
            terminal.out().println();
        }
        return DONE;
    }

    private static @Nullable Integer number(@Nullable String text, String option, int least, int most) {
        try {
            if (text == null) {
                return null;
            }
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException(option + " is a whole number from " + least + " to " + most + ", not " + text + ".");
    }
}
