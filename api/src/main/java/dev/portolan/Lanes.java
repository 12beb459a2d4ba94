package dev.portolan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/** Works a delivery off with an executor: each lane is one ordering group, or one item where there are no groups. */
final class Lanes {

    private static final long EXECUTOR_CHECK_MILLIS = 100;

    private final Run run;
    private final Handler handler;
    private final boolean grouped;
    private int left;

    Lanes(Run run, Handler handler, boolean grouped) {
        this.run = run;
        this.handler = handler;
        this.grouped = grouped;
    }

    /** Ends when all lanes have, or nothing may be waited for any more; then the run is closed. */
    void handle(Executor executor) {
        List<Lane> lanes = lanes();
        left = lanes.size();
        for (Lane lane : lanes) {
            try {
                executor.execute(lane);
            } catch (RuntimeException | Error e) {
                run.refuse(lane.items.get(0), e);
                leave();
            }
        }
        await(executor);
        run.close();
    }

    private List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        Map<String, Lane> byGroup = new HashMap<>();
        for (int i = 0; i < run.size(); i++) {
            String group = grouped ? run.groupOrNull(i) : "";
            if (group == null) {
                run.attempt(i, handler);
                return lanes;
            }
            Lane lane = grouped ? byGroup.get(group) : null;
            if (lane == null) {
                lane = new Lane();
                lanes.add(lane);
                byGroup.put(group, lane);
            }
            lane.items.add(i);
        }
        return lanes;
    }

    /** Items that run one after the other, up to the first failure. */
    private final class Lane implements Runnable {
        private final List<Integer> items = new ArrayList<>();

        @Override
        public void run() {
            try {
                for (int item : items) {
                    if (!run.mayStart() || !run.attempt(item, handler)) {
                        return;
                    }
                }
            } finally {
                leave();
            }
        }
    }

    private synchronized void leave() {
        left--;
        notifyAll();
    }

    private synchronized void await(Executor executor) {
        boolean interrupted = false;
        while (left > 0 && !interrupted && run.millisToStart() > 0 && !isTerminated(executor)) {
            try {
                wait(Math.max(1, Math.min(EXECUTOR_CHECK_MILLIS, run.millisToStart())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interrupted = true;
            }
        }
    }

    private static boolean isTerminated(Executor executor) {
        return executor instanceof ExecutorService service && service.isTerminated();
    }
}
