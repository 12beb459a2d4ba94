package dev.portolan.conformance.fuzz;

import java.util.Locale;

/** Where Jazzer enters; {@code .ci/fuzz} starts it, {@code -Dfuzz.target} names the target. */
public final class Fuzz {

    private static final FuzzTarget TARGET =
            FuzzTarget.valueOf(System.getProperty("fuzz.target", "aws").toUpperCase(Locale.ROOT));

    private Fuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        TARGET.read(bytes);
    }
}
