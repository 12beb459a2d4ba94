package dev.portolan.examples;

import dev.portolan.gcp.GcpAdapter;
import dev.portolan.gcp.GoogleFunction;
import java.time.Clock;

/** The deployment page's entry on Google Cloud: the same handler, made the same way. */
public final class LedgerFunction extends GoogleFunction {

    public LedgerFunction() {
        super(new Ledger(Clock.systemUTC()), GcpAdapter.standard().accepting("gcp:pubsub"), null);
    }
}
