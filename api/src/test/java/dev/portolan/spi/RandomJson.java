package dev.portolan.spi;

import java.util.Base64;
import java.util.Random;

/** JSON of all shapes, made from a seed: few names, so that some are repeated, and texts of the kinds that payloads hold. */
final class RandomJson {

    private static final String[] NAMES = {"", "a", "id", "Records", "a\\u0062c", "\u00e9", "\\ud800", "eventSourceARN"
    };
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t \r\n"};
    private static final String[] LITERALS = {
        "true", "false", "null", "0", "-0", "1", "-12.5", "1e400", "6.02E+23", "1E-7", "12345678901234567890.12345"
    };

    /** What is in front of records, between two arrays of them, and behind them. */
    private static final String[][] BATCHES = {
        {"[", ",", "]"}, {"{\"Records\":[", ",", "]}"}, {"[[", "],[", "]]"}, {"{\"a\":{\"b\":[", "],\"c\":[", "]}}"}
    };

    private final Random random;
    private final StringBuilder json = new StringBuilder();

    /** What its records mostly hold, which other documents may hold, too. */
    private final String same;

    private RandomJson(Random random) {
        this.random = random;
        same = "\"as before " + random.nextInt(4) + '"';
    }

    /** A document of about so many characters. */
    static String document(Random random, int size) {
        RandomJson document = new RandomJson(random);
        document.space().value(size, 0).space();
        return document.json.toString();
    }

    /**
     * A batch of records of one make, large enough to be read as one: some have other values, some are made otherwise from
     * somewhere on, some are of another make.
     */
    static String batch(Random random) {
        return batch(random, random.nextLong());
    }

    /** The same, of records of this make. */
    static String batch(Random random, long make) {
        RandomJson batch = new RandomJson(random);
        String[] around = BATCHES[random.nextInt(BATCHES.length)];
        batch.json.append(around[0]);
        for (int i = random.nextInt(12); i >= 0; i--) {
            Random structure = new Diverging(random.nextInt(8) == 0 ? random.nextLong() : make, random);
            batch.like(structure, random.nextInt(12) == 0 ? 1 : 0);
            if (i > 0) {
                batch.json.append(random.nextInt(8) == 0 ? around[1] : ",");
            }
        }
        return batch.json.append(around[2]).append(" ".repeat(4096)).toString();
    }

    /** One such record, with long texts here and there, so small that it is read as the last document of its make. */
    static String record(Random random, long make) {
        RandomJson record = new RandomJson(random);
        record.like(new Diverging(make, random), 0);
        return record.json.length() < 1900 ? record.json.toString() : "{}";
    }

    /** An object whose make one source decides, and {@link #random} what is in it. */
    private void like(Random structure, int depth) {
        json.append('{');
        for (int i = structure.nextInt(6); i >= 0; i--) {
            json.append(SPACES[structure.nextInt(SPACES.length)]);
            quoted(structure.nextInt(4) == 0 ? NAMES[structure.nextInt(NAMES.length)] : "member" + i);
            json.append(SPACES[structure.nextInt(SPACES.length)]).append(':');
            int kind = structure.nextInt(12);
            if (kind < 4 && depth < 9) {
                json.append(kind == 0 ? "[" : "");
                like(structure, depth + 1);
                json.append(kind == 0 ? "]" : "");
            } else if (kind < 6) {
                json.append(random.nextInt(4) == 0 ? LITERALS[random.nextInt(LITERALS.length)] : "17");
            } else if (kind < 7) {
                json.append(structure.nextBoolean() ? "{}" : "[\"a\",[1,{}]]");
            } else if (random.nextInt(3) == 0) {
                text(kind < 8 ? 240 : 24);
            } else {
                json.append(same);
            }
            json.append(i > 0 ? "," : "");
        }
        json.append('}');
    }

    /** The same numbers as every source of this seed, or others from somewhere on. */
    private static final class Diverging extends Random {
        private static final long serialVersionUID = 1;

        private final Random others;
        private int left;

        Diverging(long seed, Random others) {
            super(seed);
            this.others = others;
            left = others.nextInt(3) == 0 ? others.nextInt(60) : Integer.MAX_VALUE;
        }

        @Override
        protected int next(int bits) {
            return left-- > 0 ? super.next(bits) : others.nextInt() >>> (32 - bits);
        }
    }

    private RandomJson value(int size, int depth) {
        int kind = random.nextInt(depth == 0 ? 21 : 12);
        if (kind < 3 && depth > 0) {
            json.append(LITERALS[random.nextInt(LITERALS.length)]);
        } else if (kind < 7 || depth > 40) {
            text(size);
        } else {
            container(size, depth, kind % 2 == 0);
        }
        return this;
    }

    private void container(int size, int depth, boolean object) {
        json.append(object ? '{' : '[');
        int end = json.length() + random.nextInt(size + 1);
        while (json.length() < end) {
            space();
            if (object) {
                quoted(random.nextInt(3) == 0 ? "n" + random.nextInt(100) : NAMES[random.nextInt(NAMES.length)]);
                space();
                json.append(':');
                space();
            }
            value(Math.max(4, (end - json.length()) / (1 + random.nextInt(8))), depth + 1);
            space();
            if (json.length() < end) {
                json.append(',');
            }
        }
        if (json.charAt(json.length() - 1) == ',') {
            json.setLength(json.length() - 1);
        }
        json.append(object ? '}' : ']');
    }

    private RandomJson space() {
        json.append(SPACES[random.nextInt(SPACES.length)]);
        return this;
    }

    private void text(int size) {
        int length = random.nextInt(4) == 0 ? size : random.nextInt(Math.min(size, 24) + 1);
        switch (random.nextInt(5)) {
            case 0 -> quoted(base64(length));
            case 1 ->
                quoted("{\"k\":[\"v\",{\"\\n\":1}]}"
                        .repeat(length / 20 + 1)
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\""));
            default -> quoted(characters(length));
        }
    }

    private void quoted(String content) {
        json.append('"').append(content).append('"');
    }

    private String base64(int length) {
        byte[] bytes = new byte[length / 4 * 3 + random.nextInt(3)];
        random.nextBytes(bytes);
        String text = Base64.getEncoder().encodeToString(bytes);
        return random.nextInt(4) == 0 ? text.replace("/", "\\/") : text;
    }

    private String characters(int length) {
        StringBuilder text = new StringBuilder();
        int strange = 1 + random.nextInt(30);
        while (text.length() < length) {
            text.append(random.nextInt(strange) == 0 ? strange() : String.valueOf((char) ('a' + random.nextInt(26))));
        }
        return text.toString();
    }

    private String strange() {
        return switch (random.nextInt(10)) {
            case 0 -> "\\\\";
            case 1 -> "\\\"";
            case 2 -> "\\n";
            case 3 -> "\\/\\b\\f\\r\\t";
            case 4 -> String.format("\\u%04x", random.nextInt(0x10000));
            case 5 -> "\\ud83d\\uDE00";
            case 6 -> "\u00df";
            case 7 -> "\u20ac\uffff";
            case 8 -> Character.toString(0x10000 + random.nextInt(0x100000));
            default -> "\u007f /<>&'=+-";
        };
    }
}
