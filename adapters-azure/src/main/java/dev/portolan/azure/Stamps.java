package dev.portolan.azure;

import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Time;
import dev.portolan.spi.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as .NET writes them: without a zone they are UTC; the years 1 and 9999 say that the time is not known. */
final class Stamps {

    private static final long YEAR_2 = -62_104_060_800L;
    private static final long YEAR_9999 = 253_370_764_800L;

    private Stamps() {}

    /** The time that this text is; null for none, an unreadable or an unknown one. */
    static @Nullable Time iso(@Nullable JsonNode node) {
        return known(Times.iso(node));
    }

    /** The time; null if it says that it is not known. */
    static @Nullable Time known(@Nullable Time time) {
        if (time == null) {
            return null;
        }
        long second = time.toInstant().getEpochSecond();
        return second < YEAR_2 || second >= YEAR_9999 ? null : time;
    }

    /** The time in UTC, without needless digits. */
    static String utc(Time time) {
        Instant instant = time.toInstant();
        return new Time(instant.getEpochSecond(), instant.getNano(), 0).toString();
    }

    static @Nullable Instant instant(@Nullable JsonNode node) {
        return Numbers.instantOrNull(iso(node));
    }
}
