package dev.portolan.gcp;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The shortest decimal that reads back as a number, the same on every JVM: before Java 19 {@code Double.toString} gave
 * more digits than it takes to some: 1.9999999999999998E23 for 2.0E23.
 *
 * @see <a href="https://bugs.openjdk.org/browse/JDK-4511638">JDK-4511638</a>
 */
final class Doubles {

    private static final boolean JVM_IS_RIGHT = Runtime.version().feature() >= 19;

    private Doubles() {}

    /** The text of a finite number. */
    static String text(double number) {
        return JVM_IS_RIGHT ? Double.toString(number) : shortest(number);
    }

    /** What {@code Double.toString} is specified to give from Java 19 on. */
    static String shortest(double number) {
        String text = Double.toString(number);
        if (number == 0) {
            return text;
        }
        BigDecimal exact = new BigDecimal(number);
        BigDecimal best = new BigDecimal(text);
        // One digit is written as two, so that the closest of two digits is taken.
        for (int digits = Math.max(2, best.precision()); digits > 1; digits--) {
            BigDecimal closest = closestOrNull(exact, digits, number);
            if (closest == null) {
                break;
            }
            best = closest;
        }
        return written(best.stripTrailingZeros());
    }

    /** The decimal of so many digits that is closest to a number, of those that read back as it; null if none does. */
    private static @Nullable BigDecimal closestOrNull(BigDecimal exact, int digits, double number) {
        BigDecimal near = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        if (near.doubleValue() == number) {
            return near;
        }
        // At a power of two the numbers on the one side are closer than those on the other, where one may still be
        // found.
        BigDecimal away = exact.round(
                new MathContext(digits, near.abs().compareTo(exact.abs()) > 0 ? RoundingMode.DOWN : RoundingMode.UP));
        return away.doubleValue() == number ? away : null;
    }

    /** As Java writes numbers: with a point, and from 10^7 on and below 10^-3 with an exponent. */
    private static String written(BigDecimal decimal) {
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - decimal.scale();
        StringBuilder text = new StringBuilder(26);
        if (decimal.signum() < 0) {
            text.append('-');
        }
        if (exponent < -3 || exponent >= 7) {
            text.append(digits.charAt(0)).append('.').append(digits.length() == 1 ? "0" : digits.substring(1));
            return text.append('E').append(exponent).toString();
        }
        if (exponent < 0) {
            return text.append("0.")
                    .append("0".repeat(-1 - exponent))
                    .append(digits)
                    .toString();
        }
        int point = exponent + 1;
        if (point >= digits.length()) {
            return text.append(digits)
                    .append("0".repeat(point - digits.length()))
                    .append(".0")
                    .toString();
        }
        return text.append(digits, 0, point)
                .append('.')
                .append(digits.substring(point))
                .toString();
    }
}
