package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-ff",
                "01-" + TRACE + "-" + SPAN + "-00",
                "cc-" + TRACE + "-" + SPAN + "-00-what-comes-later",
            })
    void a_traceparent_is_one(String text) {
        assertEquals(text, TraceContext.traceparentOrNull(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-1",
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "00-" + TRACE + "-" + SPAN + "-01 ",
                "01-" + TRACE + "-" + SPAN + "-01more",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "FF-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
                "00_" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-b7ad6b716920333g-01",
                "00-" + TRACE + "-" + SPAN + "-0g",
            })
    void anything_else_is_none(String text) {
        assertNull(TraceContext.traceparentOrNull(text));
    }

    @Test
    void ids_make_a_traceparent() {
        assertEquals("00-" + TRACE + "-" + SPAN + "-01", TraceContext.traceparentOrNull(TRACE, SPAN, true));
        assertEquals("00-" + TRACE + "-" + SPAN + "-00", TraceContext.traceparentOrNull(TRACE, SPAN, false));
        assertNull(TraceContext.traceparentOrNull(TRACE, SPAN + "0", true));
        assertNull(TraceContext.traceparentOrNull(null));
    }
}
