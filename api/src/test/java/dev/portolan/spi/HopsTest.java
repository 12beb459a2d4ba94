package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class HopsTest {

    private enum Hop {
        SNS,
        S3POINTER
    }

    @Test
    void names_are_read_in_whatever_case_and_blanks_between_commas_do_not_count() {
        assertEquals(List.of(Hop.S3POINTER, Hop.SNS), List.of(Hops.named(Hop.class, " s3pointer,, Sns ,")));
    }

    @Test
    void no_list_names_none() {
        assertEquals(List.of(), List.of(Hops.named(Hop.class, null)));
        assertEquals(List.of(), List.of(Hops.named(Hop.class, " ")));
    }

    @Test
    void a_name_of_no_hop_is_refused_by_a_message_that_names_the_setting_and_lists_those_there_are() {
        String message = assertThrows(IllegalArgumentException.class, () -> Hops.named(Hop.class, "sns,smtp"))
                .getMessage();
        assertEquals(
                "PORTOLAN_OPEN names smtp, which is no envelope that can be opened; these are: sns, s3pointer",
                message);
    }
}
