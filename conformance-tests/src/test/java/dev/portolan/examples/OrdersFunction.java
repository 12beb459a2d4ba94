package dev.portolan.examples;

import dev.portolan.Limits;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.aws.Hop;
import dev.portolan.aws.LambdaEntry;
import java.time.Clock;

/** The deployment page's entry: a handler that needs something, and an adapter that is set up. */
public final class OrdersFunction extends LambdaEntry {

    private static final AwsAdapter ADAPTER = AwsAdapter.standard()
            .opening(Hop.SNS, Hop.S3)
            .acceptingAnyJson()
            .withLimits(Limits.STANDARD.withPayloadBytes(6 << 20));

    public OrdersFunction() {
        super(new Ledger(Clock.systemUTC()), ADAPTER);
    }
}
