package dev.portolan.azure;

/** The time between attempts. */
interface Waiting {

    /** The milliseconds since some fixed moment. */
    long nowMillis();

    void pause(long millis) throws InterruptedException;

    /** The time of this machine. */
    final class Real implements Waiting {

        @Override
        public long nowMillis() {
            return System.nanoTime() / 1_000_000;
        }

        @Override
        public void pause(long millis) throws InterruptedException {
            Thread.sleep(millis);
        }
    }
}
