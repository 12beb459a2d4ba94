package dev.portolan;

/**
 * How much of an untrusted payload is read before it is refused with a {@link MalformedPayloadException} that names the
 * limit and its setting here.
 *
 * @param payloadBytes the largest payload, in bytes; the largest any of the platforms sends is 100 MB
 * @param depth the deepest nesting of arrays and objects
 * @param members the most members in one object that mapping code reads; data is not counted
 * @param items the most records in one payload; so many names may an object have whose names are data, such as partitions
 * @param decodedBytes the most bytes one payload may grow to when a compressed part is opened
 * @param decodedRatio the most times its own size that a compressed part may grow to, where that is more than 8 MB
 */
public record Limits(int payloadBytes, int depth, int members, int items, int decodedBytes, int decodedRatio) {

    /** 100 MB, 1000 levels, 1024 members, 100 000 records, 64 MB decoded, 200-fold. */
    public static final Limits STANDARD = new Limits(100 << 20, 1000, 1024, 100_000, 64 << 20, 200);

    /** @throws IllegalArgumentException if a limit is not positive */
    public Limits {
        if (payloadBytes < 1 || depth < 1 || members < 1 || items < 1 || decodedBytes < 1 || decodedRatio < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
    }

    /** These limits with another {@link #payloadBytes()}. */
    public Limits withPayloadBytes(int payloadBytes) {
        return new Limits(payloadBytes, depth, members, items, decodedBytes, decodedRatio);
    }

    /** These limits with another {@link #depth()}. */
    public Limits withDepth(int depth) {
        return new Limits(payloadBytes, depth, members, items, decodedBytes, decodedRatio);
    }

    /** These limits with another {@link #members()}. */
    public Limits withMembers(int members) {
        return new Limits(payloadBytes, depth, members, items, decodedBytes, decodedRatio);
    }

    /** These limits with another {@link #items()}. */
    public Limits withItems(int items) {
        return new Limits(payloadBytes, depth, members, items, decodedBytes, decodedRatio);
    }

    /** These limits with another {@link #decodedBytes()}. */
    public Limits withDecodedBytes(int decodedBytes) {
        return new Limits(payloadBytes, depth, members, items, decodedBytes, decodedRatio);
    }

    /** These limits with another {@link #decodedRatio()}. */
    public Limits withDecodedRatio(int decodedRatio) {
        return new Limits(payloadBytes, depth, members, items, decodedBytes, decodedRatio);
    }
}
