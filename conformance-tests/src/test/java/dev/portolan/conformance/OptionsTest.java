package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OptionsTest {

    @Test
    void options_stay_as_they_were_made_and_keep_the_order_of_the_context() {
        List<String> open = new ArrayList<>(List.of("sns"));
        List<String> accept = new ArrayList<>(List.of("invoke"));
        Map<String, String> context = new LinkedHashMap<>();
        List.of("z", "a", "m").forEach(name -> context.put(name, name));
        Options options = new Options(open, accept, null, null, context);
        open.clear();
        accept.clear();
        context.clear();
        assertEquals(List.of("sns"), options.open());
        assertEquals(List.of("invoke"), options.accept());
        assertEquals(List.of("z", "a", "m"), List.copyOf(options.context().keySet()));
        assertThrows(
                UnsupportedOperationException.class, () -> options.context().clear());
    }
}
