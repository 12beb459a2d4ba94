package dev.portolan.conformance;

import dev.portolan.EventHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks what a function makes of batches and of failures: extend it and say how your function is called.
 *
 * <pre>{@code
 * final class MyEntryTest extends HandlerConformance {
 *     MyEntryTest() {
 *         super("aws/sqs", "aws/sqs-fifo");
 *     }
 *
 *     @Override
 *     protected Entry<byte[]> entry(EventHandler handler) {
 *         MyEntry entry = new MyEntry(handler);
 *         return (payload, invocation) -> entry.call(payload, invocation.remainingMillis());
 *     }
 * }
 * }</pre>
 */
public abstract class HandlerConformance {

    private final List<Channel> channels = new ArrayList<>();
    private @Nullable Limit limit;

    /**
     * @param sources what the function is triggered by: {@code aws/sqs}, {@code aws/sqs-fifo}, {@code aws/kinesis}, {@code
     *     aws/dynamodb}, {@code gcp/pubsub}, {@code gcp/cloudevent}, {@code azure/queue}, {@code azure/servicebus}, {@code
     *     azure/eventhubs} with a retry policy, {@code azure/eventgrid}
     */
    protected HandlerConformance(String... sources) {
        for (String source : sources) {
            channels.add(Stream.of(Channel.values())
                    .filter(channel -> channel.source().equals(source))
                    .findAny()
                    .orElseThrow(() -> unknown(source)));
        }
    }

    private static IllegalArgumentException unknown(String source) {
        List<String> names = Stream.of(Channel.values()).map(Channel::source).toList();
        return new IllegalArgumentException(
                "the kit has no batches of " + source + "." + Arguments.meant(source, names));
    }

    /**
     * The entry under test, running this handler. It is given what {@code Simulate} makes, and answers what its platform reads:
     * on AWS bytes; on Google Cloud the status of the response, an {@code Integer}; on Azure anything, as the platform sees
     * only whether the function throws, or the status behind a webhook.
     *
     * @throws UnsupportedOperationException if it cannot be made; what needs it is skipped, with this reason
     */
    protected abstract Entry<?> entry(EventHandler handler);

    /** Whether the entry learns the deadline of an invocation; else what needs it is skipped. */
    protected boolean knowsDeadline() {
        return true;
    }

    @TestFactory
    final Stream<DynamicTest> conformance() {
        return Trials.asTests(trials(HandlerRules.ALL));
    }

    /** Lets no call of the entry take longer: JUnit has limits of its own. */
    final HandlerConformance within(Limit most) {
        limit = most;
        return this;
    }

    final List<Trial> trials(List<Rule<Service>> rules) {
        List<Trial> trials = new ArrayList<>();
        for (Channel channel : channels) {
            String source = channel.source();
            for (Rule<Service> rule : rules) {
                String exception = rule.id().startsWith("DDL") && !knowsDeadline()
                        ? "The entry does not learn the deadline of an invocation."
                        : null;
                trials.add(Trial.of(rule, source, source, rule.sentence(), exception, () -> service(channel)));
            }
        }
        return trials;
    }

    private Service service(Channel channel) {
        try {
            Limit most = limit;
            return new Service(
                    handler -> most == null ? entry(handler) : most.entry(most.make(() -> entry(handler))), channel);
        } catch (UnsupportedOperationException e) {
            throw new Rule.NotChecked(String.valueOf(e.getMessage()));
        } catch (SubjectFailedException e) {
            throw new Rule.Untried("the entry cannot be made: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            throw new Rule.Untried("the entry cannot be made: " + UsageException.ended(e));
        }
    }
}
