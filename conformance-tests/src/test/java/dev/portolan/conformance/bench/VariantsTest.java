package dev.portolan.conformance.bench;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VariantsTest {

    @ParameterizedTest
    @EnumSource
    void every_way_to_read_a_payload_makes_the_same_of_it(Case measured) throws Exception {
        Products.requireAlike(Variants.of(measured), Variants.ours(measured), measured.payloads());
    }
}
