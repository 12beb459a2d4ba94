package dev.portolan.azure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which trigger metadata a source reads. In a batch each name has the suffix {@code Array}.
 *
 * @param complete the array that a batch has one entry of for every item; null where items tell everything themselves
 * @param required what makes id, source or type, and so must not be forged
 * @param texts what the host sends as text, or as a collection of texts that loses empty ones
 * @param documents what the host sends as JSON text: objects, numbers, and times in quotes
 * @param shared what a batch has once for all items, as JSON text
 */
record Fields(
        @Nullable String complete,
        List<String> required,
        List<String> texts,
        List<String> documents,
        List<String> shared) {

    /** Of a source that reads no metadata. */
    static final Fields NONE = new Fields(null, List.of(), List.of(), List.of(), List.of());
}
