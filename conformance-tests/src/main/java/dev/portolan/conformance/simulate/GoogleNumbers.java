package dev.portolan.conformance.simulate;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of Google's document databases: integers of 64 bits, or doubles. */
final class GoogleNumbers {

    private GoogleNumbers() {}

    static boolean isInteger(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && number.precision() - number.scale() <= 19
                && number.toBigInteger().bitLength() < Long.SIZE;
    }

    /** The members of a document, with all its numbers as the database keeps them. */
    static Map<String, @Nullable Object> members(@Nullable Object document) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        Documents.members(document).forEach((name, value) -> members.put(name, value(value)));
        return members;
    }

    static @Nullable Object value(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return isInteger(number)
                    ? BigDecimal.valueOf(number.longValueExact())
                    : new BigDecimal(Double.toString(number.doubleValue()));
        }
        if (value instanceof List<?> list) {
            return Doc.array(list, GoogleNumbers::value);
        }
        return value instanceof Map ? members(value) : value;
    }
}
