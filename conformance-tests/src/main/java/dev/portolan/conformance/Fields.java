package dev.portolan.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Patterns of fields, such as {@code Records[].s3.object.key}, in words that fit a line. */
final class Fields {

    private Fields() {}

    /** The fields, those of a container of which all are meant as one: {@code Records[].s3.*}. */
    static List<String> collapsed(Set<String> fields, Set<String> all) {
        List<String> collapsed = new ArrayList<>();
        String covered = null;
        for (String field : new TreeSet<>(fields)) {
            if (covered != null && isIn(field, covered)) {
                continue;
            }
            covered = largestContainer(field, fields, all);
            collapsed.add(covered == null ? field : covered.isEmpty() ? "*" : covered + ".*");
        }
        return collapsed;
    }

    private static @Nullable String largestContainer(String field, Set<String> fields, Set<String> all) {
        for (int end = -1; end < field.length(); ) {
            String container = end < 0 ? "" : field.substring(0, end);
            int members = 0;
            boolean isWhole = true;
            for (String other : all) {
                if (isIn(other, container)) {
                    members++;
                    isWhole &= fields.contains(other);
                }
            }
            if (isWhole && members > 1 && !field.startsWith("header ")) {
                return container;
            }
            end = nextContainer(field, end + 1);
        }
        return null;
    }

    private static int nextContainer(String field, int from) {
        int dot = field.indexOf('.', from);
        return dot < 0 ? field.length() : dot;
    }

    private static boolean isIn(String field, String container) {
        return container.isEmpty() || field.startsWith(container + ".") || field.startsWith(container + "[");
    }
}
