package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedPayloadExceptionTest {

    @ParameterizedTest
    @CsvSource({
        "aws:sqs, Records[3].id, 17, aws:sqs Records[3].id: no (byte 17)",
        "aws:sqs, '',             0, aws:sqs: no (byte 0)",
        "aws:sqs, '',            -1, aws:sqs: no",
        ",        body,          -1, body: no",
        ",        '',             5, no (byte 5)",
    })
    void a_message_says_where(@Nullable String kind, String path, int offset, String message) {
        MalformedPayloadException error = new MalformedPayloadException(kind, path, offset, "no");

        assertEquals(message, error.getMessage());
        assertEquals(
                message.replace("aws:sqs", "test:x"),
                kind == null ? message : error.in("test:x").getMessage());
    }

    @ParameterizedTest
    @CsvSource({"'', body", "a.b, body.a.b", "[0].a, body[0].a"})
    void a_path_goes_on_in_a_document_inside(String path, String whole) {
        MalformedPayloadException error = new MalformedPayloadException("aws:sqs", path, 7, "no").within("body");

        assertEquals("aws:sqs " + whole + ": no", error.getMessage());
        assertEquals(-1, error.offset());
    }
}
