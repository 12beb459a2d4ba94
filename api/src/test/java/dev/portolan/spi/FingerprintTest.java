package dev.portolan.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Test
    void it_is_the_sha_256_of_parts_with_their_lengths() throws Exception {
        String expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest("2:\u00e9-:0:".getBytes(UTF_8)));

        assertEquals(expected, fingerprint().hex(64));
        assertEquals(expected.substring(0, 15), fingerprint().hex(15));
    }

    private static Fingerprint fingerprint() {
        return new Fingerprint().add("\u00e9").add((String) null).add(new byte[0]);
    }

    @Test
    void no_part_runs_into_the_next() {
        List<List<String>> parts = List.of(List.of("ab", "c"), List.of("a", "bc"), List.of("abc"), List.of("abc", ""));
        Set<String> fingerprints = parts.stream()
                .map(each -> {
                    Fingerprint fingerprint = new Fingerprint();
                    each.forEach(fingerprint::add);
                    return fingerprint.hex(16);
                })
                .collect(Collectors.toSet());

        assertEquals(parts.size(), fingerprints.size());
        assertEquals(
                1,
                Stream.of("a", "a")
                        .map(part -> new Fingerprint().add(part).hex(16))
                        .distinct()
                        .count());
    }
}
