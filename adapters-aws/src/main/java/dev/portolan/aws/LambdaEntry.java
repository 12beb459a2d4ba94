package dev.portolan.aws;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.portolan.Handler;
import dev.portolan.Invocation;
import dev.portolan.spi.Handlers;
import dev.portolan.spi.Hops;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Runs a handler on AWS Lambda: whatever invokes the function, the handler sees events or an HTTP request.
 *
 * <p>Deploy it with {@code dev.portolan.aws.LambdaEntry} as the function's handler and your class's name in the environment
 * variable {@code PORTOLAN_HANDLER}; or deploy a subclass that hands your handler to the constructor. For queues and streams
 * switch {@code ReportBatchItemFailures} on in the event source mapping: without it Lambda ignores the answer and takes
 * everything as done.
 *
 * <p>A handler that implements only {@code HttpHandler} sees every request as plain HTTP, one that is a CloudEvent too.
 *
 * <p>One instance serves all invocations of a process, also several at once.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Lambda function handlers in Java</a>
 */
public class LambdaEntry implements RequestStreamHandler {

    private final Handler handler;
    private final AwsAdapter adapter;

    /**
     * Runs the handler that the setting {@code PORTOLAN_HANDLER} names, else the only service of its kind, and opens the
     * envelopes that the setting {@code PORTOLAN_OPEN} names, such as {@code sns,s3}: see {@link Hop}.
     *
     * @throws IllegalStateException if there is no handler, or more than one
     * @throws IllegalArgumentException if an envelope has another name
     */
    public LambdaEntry() {
        this(Handlers.find(LambdaEntry.class.getClassLoader()), opening(System.getenv(Hops.SETTING)));
    }

    /** Runs this handler. */
    public LambdaEntry(Handler handler) {
        this(handler, AwsAdapter.standard());
    }

    /** Runs this handler on what this adapter reads. */
    public LambdaEntry(Handler handler, AwsAdapter adapter) {
        this.handler = handler;
        this.adapter = Handlers.isForRequestsAlone(handler) ? adapter.takingRequestsAsPlain() : adapter;
    }

    static AwsAdapter opening(@Nullable String names) {
        AwsAdapter standard = AwsAdapter.standard();
        return names == null ? standard : standard.opening(Hops.named(Hop.class, names));
    }

    /**
     * Serves one invocation.
     *
     * @throws dev.portolan.PortolanException if the payload cannot be read, or Lambda can only be told of a failure so
     */
    @Override
    public final void handleRequest(InputStream payload, OutputStream answer, @Nullable Context context)
            throws IOException {
        Invocation invocation = invocation(context);
        // Nothing is written before everything is decided: a cut-off answer could pass for a success.
        answer.write(
                adapter(context).delivery(payload.readAllBytes(), invocation).handle(handler, invocation));
    }

    private AwsAdapter adapter(@Nullable Context context) {
        ClientContext client = context == null ? null : context.getClientContext();
        return client == null ? adapter : adapter.withClientContext(client.getCustom());
    }

    /**
     * What Lambda tells of an invocation: its id, its function, its trace and its deadline; failures go to its log.
     *
     * @param context null where there is none, as in a test; then nothing is known
     */
    public static Invocation invocation(@Nullable Context context) {
        if (context == null) {
            return Invocation.UNKNOWN;
        }
        Clock clock = Clock.systemUTC();
        return new Invocation(
                        context.getAwsRequestId(),
                        context.getFunctionName(),
                        Traces.fromXray(traceHeader(context)),
                        clock.instant().plusMillis(context.getRemainingTimeInMillis()),
                        clock)
                .withFailureLog(new LambdaLog(context));
    }

    /** The context's where several invocations share the process, else the process's. */
    private static @Nullable String traceHeader(Context context) {
        String header = ofContext(context);
        if (header == null) {
            header = System.getProperty("com.amazonaws.xray.traceHeader");
        }
        return header == null ? System.getenv("_X_AMZN_TRACE_ID") : header;
    }

    private static @Nullable String ofContext(Context context) {
        try {
            return context.getXrayTraceId();
        } catch (NoSuchMethodError e) {
            // A function may bring an aws-lambda-java-core from before 1.4.0, which lacks the method.
            return null;
        }
    }
}
