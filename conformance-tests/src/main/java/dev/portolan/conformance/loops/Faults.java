package dev.portolan.conformance.loops;

/**
 * How often what goes wrong, each of 100 times.
 *
 * @param exceptions the handler throws an exception
 * @param errors the handler throws an {@link Error}
 * @param timeouts the handler takes longer than the invocation may
 * @param kills the process ends after the handlers have run and before the platform has the answer
 * @param undecodable a record is malformed, though its identifier can be read
 * @param duplicates the platform delivers an item twice in one batch
 */
public record Faults(int exceptions, int errors, int timeouts, int kills, int undecodable, int duplicates) {

    /** Nothing goes wrong. */
    public static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0);

    /** Everything goes wrong now and then. */
    public static final Faults ALL = new Faults(15, 3, 3, 5, 4, 5);

    /** @throws IllegalArgumentException if a share is less than 0 or more than 100 */
    public Faults {
        for (int share : new int[] {exceptions, errors, timeouts, kills, undecodable, duplicates}) {
            if (share < 0 || share > 100) {
                throw new IllegalArgumentException("a share is 0 to 100, not " + share);
            }
        }
    }
}
