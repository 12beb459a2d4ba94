package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.portolan.Delivery;
import dev.portolan.DeliveryFailedException;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.PortolanException;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.conformance.aws.Lambda;
import dev.portolan.gcp.GcpAdapter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The kit itself: for every rule an entry that is right but for one thing, and the words it is told so with. */
final class BrokenHandlersTest {

    private record Broken(
            String rule, String source, String wrong, Function<EventHandler, Entry<?>> entry, String cause) {}

    private static final List<Broken> ENTRIES = List.of(
            new Broken(
                    "ANS_01",
                    "aws/sqs",
                    "stops one short of the last failure",
                    handler -> reporting(handler, failures -> failures.size() - 1),
                    "1 items of which [0] fail: reported are [] and should be [0]."),
            new Broken(
                    "ANS_01",
                    "aws/kinesis",
                    "takes a failed batch for a success",
                    handler -> reporting(handler, failures -> 0),
                    "1 items of which [0] fail: reported are [] and should be [0]."),
            new Broken(
                    "ANS_02",
                    "aws/sqs",
                    "reports a hundred failures at most",
                    handler -> reporting(handler, failures -> Math.min(100, failures.size())),
                    " and 80 more and should be ["),
            new Broken(
                    "ANS_03",
                    "aws/sqs",
                    "swallows errors",
                    handler -> Lambda.entry((event, invocation) -> {
                        try {
                            handler.handle(event, invocation);
                        } catch (Error e) {
                            // This is what is wrong with it.
                        }
                    }),
                    "java.lang.StackOverflowError at item 0: item 0 did not succeed and is acknowledged, reported are []."),
            new Broken(
                    "ANS_04",
                    "aws/sqs",
                    "answers with nothing when it cannot answer",
                    handler -> {
                        Entry<byte[]> real = Lambda.entry(handler);
                        return (payload, invocation) -> {
                            try {
                                return real.serve(payload, invocation);
                            } catch (PortolanException e) {
                                return new byte[] {'{', '}'};
                            }
                        };
                    },
                    "item 0 has no identifier and failed, and reported are []."),
            new Broken(
                    "ANS_05",
                    "aws/sqs",
                    "decodes the whole batch before it begins",
                    handler -> {
                        Entry<byte[]> real = Lambda.entry(handler);
                        return (payload, invocation) -> {
                            AwsAdapter.standard().delivery(payload, invocation).events();
                            return real.serve(payload, invocation);
                        };
                    },
                    "item 0 cannot be decoded, and item 1 fails with it: the entry threw"
                            + " dev.portolan.MalformedPayloadException."),
            new Broken(
                    "ORD_01",
                    "aws/sqs-fifo",
                    "takes a FIFO queue for any other",
                    handler -> {
                        Entry<byte[]> real = Lambda.entry(handler);
                        return (payload, invocation) -> real.serve(
                                new String(payload, StandardCharsets.UTF_8)
                                        .replace("orders.fifo", "orders")
                                        .getBytes(StandardCharsets.UTF_8),
                                invocation);
                    },
                    " fail: reported are ["),
            new Broken(
                    "ORD_02",
                    "aws/kinesis",
                    "goes on behind a failure",
                    handler -> (payload, invocation) -> {
                        Delivery<byte[]> delivery = AwsAdapter.standard().delivery(payload, invocation);
                        List<Event> failed = new ArrayList<>();
                        for (Event event : delivery.events()) {
                            try {
                                handler.handle(event, invocation);
                            } catch (Exception e) {
                                failed.add(event);
                            }
                        }
                        return delivery.answer(failed);
                    },
                    "attempted were [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] and should be [0]."),
            new Broken(
                    "DDL_01",
                    "aws/sqs",
                    "knows no deadline",
                    handler -> {
                        Entry<byte[]> real = Lambda.entry(handler);
                        return (payload, invocation) -> real.serve(payload, Invocation.UNKNOWN);
                    },
                    "with no time left item 0 was started."),
            new Broken(
                    "DDL_02",
                    "aws/sqs",
                    "looks at the clock once",
                    handler -> {
                        Entry<byte[]> real = Lambda.entry(handler);
                        return (payload, invocation) -> real.serve(
                                payload, invocation.remainingMillis() > 1_000 ? Invocation.UNKNOWN : invocation);
                    },
                    "all were started, though there was time for half of them only."),
            new Broken(
                    "ANS_01",
                    "gcp/pubsub",
                    "answers a push with 200 whatever became of it",
                    handler -> (payload, invocation) -> {
                        pushed(payload, handler, invocation);
                        return 200;
                    },
                    "1 items of which [0] fail: the batch was acknowledged."),
            new Broken(
                    "ANS_03",
                    "gcp/cloudevent",
                    "answers an Error with 202",
                    handler -> (payload, invocation) -> pushed(payload, handler, invocation) == 204 ? 204 : 202,
                    "java.lang.IllegalStateException at item 0: item 0 did not succeed and is acknowledged"),
            new Broken(
                    "ANS_05",
                    "gcp/pubsub",
                    "acknowledges what it cannot read, to be rid of it",
                    handler -> (payload, invocation) -> {
                        try {
                            return pushed(payload, handler, invocation);
                        } catch (MalformedPayloadException e) {
                            return 204;
                        }
                    },
                    "item 0 cannot be decoded and is acknowledged."),
            new Broken(
                    "ANS_01",
                    "azure/servicebus",
                    "answers with 503, which nobody reads, though messages failed",
                    handler -> (payload, invocation) -> {
                        try {
                            return AzureAdapter.standard()
                                    .delivery(payload, invocation)
                                    .handle(handler, invocation);
                        } catch (DeliveryFailedException e) {
                            return 503;
                        }
                    },
                    "1 items of which [0] fail: the batch was acknowledged."),
            new Broken(
                    "ANS_01",
                    "azure/eventgrid",
                    "answers every delivery with 503",
                    handler -> (payload, invocation) -> {
                        AzureAdapter.standard().delivery(payload, invocation).events();
                        return 503;
                    },
                    "1 items of which [] fail: the whole batch failed and should be []."),
            new Broken(
                    "ANS_01",
                    "aws/sqs",
                    "answers with a status, which Lambda does not read",
                    handler -> (payload, invocation) -> 204,
                    "the entry answers with java.lang.Integer, which its platform cannot be given."),
            new Broken("CON_01", "aws/sqs", "keeps the payload in a field", Forgetful::new, "With 64 threads, "));

    /** An entry that a second invocation disturbs. */
    private static final class Forgetful implements Entry<byte[]> {
        private final Entry<byte[]> real;
        private volatile byte[] payload = {};

        Forgetful(EventHandler handler) {
            real = Lambda.entry(handler);
        }

        @Override
        public byte[] serve(byte[] payload, Invocation invocation) throws Exception {
            this.payload = payload;
            Thread.sleep(1);
            return real.serve(this.payload, invocation);
        }
    }

    private static int pushed(byte[] payload, EventHandler handler, Invocation invocation) {
        return GcpAdapter.standard()
                .delivery(payload, invocation)
                .handle(handler, invocation)
                .status();
    }

    private static Entry<byte[]> reporting(EventHandler handler, Function<ArrayNode, Integer> most) {
        Entry<byte[]> real = Lambda.entry(handler);
        return (payload, invocation) -> {
            var answer = StrictJson.read(real.serve(payload, invocation));
            ArrayNode failures = (ArrayNode) answer.path("batchItemFailures");
            int count = failures.isEmpty() ? 0 : most.apply(failures);
            while (failures.size() > count) {
                failures.remove(failures.size() - 1);
            }
            return StrictJson.write(answer);
        };
    }

    @TestFactory
    Stream<DynamicTest> rules_are_broken_with_a_message_that_names_rule_and_cause() {
        return ENTRIES.stream()
                .map(broken -> DynamicTest.dynamicTest(
                        broken.rule() + ": an entry that " + broken.wrong(), () -> assertBroken(broken)));
    }

    private static void assertBroken(Broken broken) {
        Trial trial = trial(broken.rule(), broken.source(), broken.entry());
        Verdict.Failed failed = assertInstanceOf(Verdict.Failed.class, trial.run());
        String message = trial.message(failed);
        assertTrue(message.startsWith("MUST " + broken.rule() + " is broken. "), message);
        assertTrue(message.contains(broken.source() + "/batch"), message);
        assertTrue(message.contains(broken.cause()), message);
        assertTrue(message.contains("\n  Look at: "), message);
    }

    private static Trial trial(String rule, String source, Function<EventHandler, Entry<?>> entry) {
        HandlerConformance conformance = new HandlerConformance(source) {
            @Override
            protected Entry<?> entry(EventHandler handler) {
                return entry.apply(handler);
            }
        };
        return conformance
                .trials(HandlerRules.ALL.stream()
                        .filter(one -> one.id().equals(rule))
                        .toList())
                .get(0);
    }

    @Test
    void every_rule_has_an_entry_that_breaks_it() {
        TreeSet<String> rules = new TreeSet<>();
        HandlerRules.ALL.forEach(rule -> rules.add(rule.id()));
        TreeSet<String> broken = new TreeSet<>();
        ENTRIES.forEach(entry -> broken.add(entry.rule()));
        assertEquals(rules, broken, "a rule without a broken entry may be one that cannot fail: add one here");
    }

    @Test
    void an_entry_that_cannot_be_made_is_skipped_with_its_reason() {
        Trial trial = trial("ANS_01", "aws/sqs", handler -> {
            throw new UnsupportedOperationException("it has one handler of its own");
        });
        assertEquals(new Verdict.Skipped("it has one handler of its own"), trial.run());
    }
}
