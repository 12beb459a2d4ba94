package dev.portolan.aws;

import dev.portolan.spi.Fingerprint;
import org.jspecify.annotations.Nullable;

/** Ids for what carries none: made of what a redelivery leaves alone. */
final class Hashes {

    private Hashes() {}

    /** 16 hex digits for these fields; an absent one has a place of its own. */
    static String hash16(@Nullable String... fields) {
        Fingerprint fingerprint = new Fingerprint();
        for (String field : fields) {
            fingerprint.add(field);
        }
        return fingerprint.hex(16);
    }
}
