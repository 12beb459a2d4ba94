package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.conformance.Anatomy.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class AnatomyTest {

    @Test
    @Timeout(60)
    void the_values_of_a_large_batch_have_few_patterns() {
        String records = "{\"a\":{\"b\":[1,2,3]}},".repeat(30_000);
        Anatomy anatomy = Anatomy.of(document("[" + records + "7]"));

        Set<String> patterns = new TreeSet<>();
        for (Part part : anatomy.parts()) {
            patterns.add(anatomy.pattern(part, object -> object.path().endsWith(".a")));
        }
        assertEquals(Set.of("", "[]", "[].a", "[].a.*", "[].a.*[]"), patterns);
    }

    @Test
    void records_are_there_so_many_times_and_what_is_large_takes_no_room_before_it_is_written() {
        Anatomy batch = Anatomy.of(document("{\"a\":[ 1 , [2,3] ],\"b\":[[4,5],6],\"c\":[7]}"));
        assertEquals(
                "{\"a\":[ 1 , [2,3] , 1 , [2,3] ],\"b\":[[4,5],6,[4,5],6],\"c\":[7]}",
                new String(batch.withRecords(2, 2), StandardCharsets.UTF_8));
        assertNull(Anatomy.of(document("[\"" + "x".repeat(2_500_000) + "\"]")).withRecords(2, 1_000));
    }

    private static Fixture document(String json) {
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        return new Fixture("x", false, payload, StrictJson.MAPPER.createObjectNode(), Facts.NONE);
    }

    @Test
    void a_member_is_taken_away_and_the_document_stays_one() {
        Anatomy anatomy = Anatomy.of(fixture("aws/sqs/fifo-message-carries-its-group"));
        for (Part part : anatomy.parts()) {
            if (part.nameStart() >= 0) {
                String name = StrictJson.read(anatomy.text(nameOf(part)).getBytes(StandardCharsets.UTF_8))
                        .textValue();
                assertTrue(part.path().endsWith(name), part.path());
                StrictJson.read(anatomy.renamed(part, "xUnknown"));
            }
        }
    }

    private static Part nameOf(Part member) {
        return new Part("", Anatomy.Kind.TEXT, member.nameStart(), member.nameEnd(), -1, -1);
    }

    @Test
    void names_that_users_choose_are_no_part_of_a_pattern() {
        Fixture fixture = fixture("aws/kafka/msk-record");
        Anatomy anatomy = Anatomy.of(fixture);
        List<String> patterns = anatomy.parts().stream()
                .map(part -> anatomy.pattern(part, fixture.facts()::isMap))
                .toList();
        assertTrue(patterns.contains("records.*[].value"), patterns::toString);
    }

    private static Fixture fixture(String name) {
        return Fixtures.all().stream()
                .filter(fixture -> fixture.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
