package dev.portolan.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Reads which envelopes a deployment wants opened: constants of the adapter's enum {@code Hop}, by their names. */
public final class Hops {

    /** The environment variable that lists them between commas, such as {@code sns,s3}. */
    public static final String SETTING = "PORTOLAN_OPEN";

    private Hops() {}

    /**
     * The hops that a list between commas names, in whatever case; none if there is no list.
     *
     * @throws IllegalArgumentException if a name is of no hop; the message names the setting and says which there are
     */
    public static <H extends Enum<H>> H[] named(Class<H> hops, @Nullable String names) {
        H[] all = hops.getEnumConstants();
        List<H> named = new ArrayList<>();
        for (StringTokenizer each = new StringTokenizer(names == null ? "" : names, ","); each.hasMoreTokens(); ) {
            String name = each.nextToken().strip();
            if (!name.isEmpty()) {
                named.add(named(all, name));
            }
        }
        return named.toArray(Arrays.copyOf(all, 0));
    }

    private static <H extends Enum<H>> H named(H[] hops, String name) {
        for (H hop : hops) {
            if (hop.name().equalsIgnoreCase(name)) {
                return hop;
            }
        }
        StringBuilder message = new StringBuilder(SETTING).append(" names ").append(name);
        String before = ", which is no envelope that can be opened; these are: ";
        for (H hop : hops) {
            message.append(before).append(Attributes.lowerCase(hop.name()));
            before = ", ";
        }
        throw new IllegalArgumentException(message.toString());
    }
}
