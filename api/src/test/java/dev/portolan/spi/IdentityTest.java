package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.Invocation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentityTest {

    @Test
    void an_invocation_s_id_is_the_event_s() {
        assertEquals("r-1", of("r-1"));
    }

    @Test
    void without_one_the_id_is_half_of_the_digest_of_the_payload() {
        // The digest of "abc" that FIPS 180-2 gives as its first example.
        assertEquals("sha256-ba7816bf8f01cfea414140de5dae2223", of(null));
        assertEquals("sha256-ba7816bf8f01cfea414140de5dae2223", of(""));
    }

    private static String of(@Nullable String invocationId) {
        return Identity.of(
                new Invocation(invocationId, null, null, null, Clock.systemUTC()),
                "abc".getBytes(StandardCharsets.US_ASCII));
    }
}
