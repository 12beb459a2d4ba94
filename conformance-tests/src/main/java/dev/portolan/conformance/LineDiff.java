package dev.portolan.conformance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two JSON documents line beside line. */
final class LineDiff {

    /** More pairs of lines than this are not looked at for the longest common part. */
    private static final long MOST_PAIRS = 4_000_000;

    /** A pair of lines; one is null where the other text has a line that this one has not. */
    record Row(@Nullable String left, @Nullable String right) {

        boolean isSame() {
            return left != null && right != null && LineDiff.isSame(left, right);
        }
    }

    private final String[] left;
    private final String[] right;
    private final List<Row> rows = new ArrayList<>();

    private LineDiff(String left, String right) {
        this.left = left.split("\n", -1);
        this.right = right.split("\n", -1);
    }

    /** A comma only tells whether another member follows. */
    private static boolean isSame(String left, String right) {
        return withoutComma(left).equals(withoutComma(right));
    }

    private static String withoutComma(String line) {
        return line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
    }

    static List<Row> of(String left, String right) {
        LineDiff diff = new LineDiff(left, right);
        diff.compare();
        return diff.rows;
    }

    private void compare() {
        int start = 0;
        while (start < left.length && start < right.length && isSame(left[start], right[start])) {
            rows.add(new Row(left[start], right[start]));
            start++;
        }
        int leftEnd = left.length;
        int rightEnd = right.length;
        while (leftEnd > start && rightEnd > start && isSame(left[leftEnd - 1], right[rightEnd - 1])) {
            leftEnd--;
            rightEnd--;
        }
        compareMiddle(start, leftEnd, rightEnd);
        for (int i = leftEnd; i < left.length; i++) {
            rows.add(new Row(left[i], right[rightEnd + i - leftEnd]));
        }
    }

    private void compareMiddle(int start, int leftEnd, int rightEnd) {
        int height = leftEnd - start;
        int width = rightEnd - start;
        if ((long) height * width > MOST_PAIRS) {
            addPair(start, leftEnd, start, rightEnd);
            return;
        }
        int[][] common = new int[height + 1][width + 1];
        for (int i = height - 1; i >= 0; i--) {
            for (int j = width - 1; j >= 0; j--) {
                common[i][j] = isSame(left[start + i], right[start + j])
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < height || j < width) {
            int fromI = i;
            int fromJ = j;
            while ((i < height || j < width) && !isPair(i, j, start, height, width)) {
                if (j == width || (i < height && common[i + 1][j] >= common[i][j + 1])) {
                    i++;
                } else {
                    j++;
                }
            }
            addPair(start + fromI, start + i, start + fromJ, start + j);
            if (i < height && j < width) {
                rows.add(new Row(left[start + i++], right[start + j++]));
            }
        }
    }

    private boolean isPair(int i, int j, int start, int height, int width) {
        return i < height && j < width && isSame(left[start + i], right[start + j]);
    }

    /** Lines that are different, side by side. */
    private void addPair(int leftStart, int leftEnd, int rightStart, int rightEnd) {
        for (int i = 0; i < Math.max(leftEnd - leftStart, rightEnd - rightStart); i++) {
            rows.add(new Row(
                    leftStart + i < leftEnd ? left[leftStart + i] : null,
                    rightStart + i < rightEnd ? right[rightStart + i] : null));
        }
    }
}
