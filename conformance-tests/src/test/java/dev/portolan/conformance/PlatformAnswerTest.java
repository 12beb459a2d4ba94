package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as the platforms' documentation says they are taken. */
final class PlatformAnswerTest {

    @Test
    void the_items_that_an_answer_names_have_failed_in_its_order() {
        assertEquals(
                List.of("b", "a"),
                List.copyOf(Objects.requireNonNull(PlatformAnswer.failedItems(
                        bytes("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"},{\"itemIdentifier\":\"a\"}]}")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"batchItemFailures\":[]}",
                "{\"batchItemFailures\":null}",
                "{\"BatchItemFailures\":[{\"itemIdentifier\":\"a\"}]}",
            })
    void an_answer_that_names_no_failed_item_says_that_all_are_done(String answer) {
        assertEquals(List.of(), List.copyOf(Objects.requireNonNull(PlatformAnswer.failedItems(bytes(answer)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"}]",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"}]} x",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{}]}",
                "{\"batchItemFailures\":[{\"ItemIdentifier\":\"a\"}]}",
                "{\"batchItemFailures\":[\"a\"]}",
                "{\"batchItemFailures\":{\"itemIdentifier\":\"a\"}}",
                "{\"batchItemFailures\":\"a\"}",
            })
    void an_answer_that_cannot_be_read_fails_the_whole_batch(String answer) {
        assertNull(PlatformAnswer.failedItems(bytes(answer)));
    }

    @Test
    void a_push_is_acknowledged_by_five_statuses() {
        for (int status : new int[] {102, 200, 201, 202, 204}) {
            assertTrue(PlatformAnswer.acknowledges(status));
        }
        for (int status : new int[] {100, 203, 206, 301, 400, 404, 429, 500, 503}) {
            assertFalse(PlatformAnswer.acknowledges(status));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
