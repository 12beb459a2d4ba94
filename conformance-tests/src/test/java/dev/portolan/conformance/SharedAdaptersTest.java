package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.Adapter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One adapter of each cloud for all threads: every fixture is read as if it were alone. */
class SharedAdaptersTest {

    private static final int SCALE = Integer.getInteger("portolan.races", 1);
    private static final int THREADS = 16;

    private record Expected(Fixture fixture, Subject subject, String reading) {
        String read() {
            return subject.read(fixture.payload(), fixture.options()).toString();
        }
    }

    @Test
    void sixteen_threads_read_all_fixtures_as_one_does() throws Exception {
        Map<String, Adapter<?>> adapters = new HashMap<>();
        List<Expected> all = new ArrayList<>();
        for (Fixture fixture : Fixtures.all()) {
            Adapter<?> adapter = adapters.computeIfAbsent(
                    fixture.provider() + fixture.options(),
                    unused -> Clouds.adapter(fixture.provider(), fixture.options()));
            Subject subject = Subject.of(options -> adapter);
            all.add(new Expected(
                    fixture,
                    subject,
                    subject.read(fixture.payload(), fixture.options()).toString()));
        }
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> results = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<Expected> mine = new ArrayList<>(all);
            Collections.shuffle(mine, new Random(thread));
            results.add(pool.submit(() -> {
                start.await();
                int read = 0;
                for (int round = 0; round < SCALE; round++) {
                    for (Expected expected : mine) {
                        assertEquals(expected.reading, expected.read(), expected.fixture::name);
                        read++;
                    }
                }
                return read;
            }));
        }
        start.countDown();
        int read = 0;
        for (Future<Integer> result : results) {
            read += result.get();
        }
        pool.shutdown();
        assertEquals(THREADS * SCALE * all.size(), read);
    }
}
