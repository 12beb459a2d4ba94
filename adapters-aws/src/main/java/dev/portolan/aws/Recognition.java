package dev.portolan.aws;

import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.spi.JsonNode;
import org.jspecify.annotations.Nullable;

/** Tells by the outermost document which source a payload came from: exactly one rule holds, or it is an error. */
final class Recognition {

    private Recognition() {}

    /** @throws UnrecognizedPayloadException if no rule holds, or more than one */
    static String kind(JsonNode root) {
        JsonNode records = root.isObject() ? root.atOrNull("Records") : null;
        if (records != null && records.isArray()) {
            String marked = null;
            for (JsonNode record : records) {
                String kind = record.isObject() ? marker(record) : null;
                if (kind != null && marked != null && !kind.equals(marked)) {
                    throw new UnrecognizedPayloadException("Records holds both " + marked + " and " + kind);
                }
                marked = kind == null ? marked : kind;
            }
            if (marked != null) {
                return marked;
            }
        }
        throw new UnrecognizedPayloadException("no AWS source has this shape");
    }

    private static @Nullable String marker(JsonNode record) {
        return record.atOrNull("messageId") != null && record.atOrNull("receiptHandle") != null ? "aws:sqs" : null;
    }
}
