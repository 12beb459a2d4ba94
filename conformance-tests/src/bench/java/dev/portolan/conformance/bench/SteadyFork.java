package dev.portolan.conformance.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One JVM of the steady-state benchmark: prints {@code variant nanos bytes}, per payload and the best of all turns, for every
 * variant of a case.
 */
final class SteadyFork {

    private static final long MILLI = 1_000_000;
    private static final long TURN = 10 * MILLI;
    private static final com.sun.management.ThreadMXBean THREAD =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Variant variant;
    private final byte[][] payloads;
    private int next;
    private int callsPerTurn = 1;
    private double best = Double.MAX_VALUE;

    private SteadyFork(Variant variant, byte[][] payloads) {
        this.variant = variant;
        this.payloads = payloads;
    }

    /** Arguments: the case, the number of turns, milliseconds of warm-up, and whether slow frameworks take part. */
    public static void main(String[] arguments) throws Exception {
        Case measured = Case.valueOf(arguments[0]);
        int turns = Integer.parseInt(arguments[1]);
        long warmUp = Long.parseLong(arguments[2]) * MILLI;
        boolean frameworks = Boolean.parseBoolean(arguments[3]);
        byte[][] payloads = measured.payloads();
        Map<String, Variant> variants = Variants.of(measured);
        Frameworks.add(variants, measured, frameworks);
        Products.requireAlike(variants, Variants.ours(measured), payloads);
        List<SteadyFork> all = new ArrayList<>();
        for (Variant variant : variants.values()) {
            all.add(new SteadyFork(variant, payloads));
        }
        for (SteadyFork each : all) {
            each.warmUp(warmUp);
        }
        for (int turn = 0; turn < turns; turn++) {
            for (SteadyFork each : all) {
                each.turn();
            }
        }
        int i = 0;
        for (String name : variants.keySet()) {
            SteadyFork each = all.get(i++);
            System.out.println("result " + name + " " + each.best + " " + each.allocated());
        }
    }

    private void warmUp(long least) throws Exception {
        long start = THREAD.getCurrentThreadCpuTime();
        long time;
        do {
            call();
            time = THREAD.getCurrentThreadCpuTime() - start;
        } while (time < least);
        // Twice, because the first calls are much slower than the last ones.
        for (int i = 0; i < 2; i++) {
            double perCall = time(callsPerTurn);
            callsPerTurn = (int) Math.max(1, Math.min(1_000_000, TURN / perCall));
        }
        best = Double.MAX_VALUE;
    }

    private void turn() throws Exception {
        best = Math.min(best, time(callsPerTurn));
    }

    /** CPU time of one call, in nanoseconds. */
    private double time(int calls) throws Exception {
        long start = THREAD.getCurrentThreadCpuTime();
        for (int i = 0; i < calls; i++) {
            call();
        }
        return (THREAD.getCurrentThreadCpuTime() - start) / (double) calls;
    }

    private void call() throws Exception {
        Variants.sink = variant.run(payloads[next]);
        next = next + 1 == payloads.length ? 0 : next + 1;
    }

    /** Bytes allocated for one payload: the mean over all, the least of three passes. */
    private double allocated() throws Exception {
        long least = Long.MAX_VALUE;
        for (int pass = 0; pass < 3; pass++) {
            long before = THREAD.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < payloads.length; i++) {
                call();
            }
            least = Math.min(least, THREAD.getCurrentThreadAllocatedBytes() - before);
        }
        return (double) least / payloads.length;
    }
}
