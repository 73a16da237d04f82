package org.modelyard.ml.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.feature.SparseRows;

class TreeGrowerTest {

    private static final Growth FREE = new Growth(64, 1_000, 1, 0, 0, 0, 1, 1);

    @Test
    void the_first_split_is_the_best_of_all_there_are() {
        SplittableRandom random = new SplittableRandom(11);
        int rows = 200;
        float[][] x = new float[rows][6];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < 6; j++) {
                // some columns mostly zero, some mostly one
                x[row][j] = j < 3 ? (float) random.nextGaussian() : random.nextInt(10) < 3 * (j - 2) ? 1 : 0;
            }
            y[row] = (x[row][1] > 0.3 ? 2 : 0) + x[row][4] + random.nextGaussian();
        }
        Growth stump = new Growth(1, 2, 5, 0, 0, 0, 1, 1);
        Tree tree = grow(x, y, stump).tree();
        double best = 0;
        for (int j = 0; j < 6; j++) {
            for (int at = 0; at < rows; at++) {
                best = Math.max(best, gain(x, y, j, x[at][j], 5));
            }
        }
        assertThat(gain(x, y, tree.features()[0], tree.thresholds()[0], 5)).isCloseTo(best, within(1e-9));
    }

    @Test
    void grown_freely_it_knows_every_row() {
        SplittableRandom random = new SplittableRandom(12);
        float[][] x = new float[300][2];
        double[] y = new double[300];
        for (int row = 0; row < 300; row++) {
            x[row] = new float[] {(float) random.nextGaussian(), row % 7};
            y[row] = random.nextGaussian();
        }
        Grown grown = grow(x, y, new Growth(64, 1_000, 1, 0, 0, 0, 1, 1));
        SparseRows rows = rows(x);
        double worst = 0;
        for (int row = 0; row < 300; row++) {
            worst = Math.max(worst, Math.abs(grown.tree().values()[grown.tree().leaf(rows, row)] - y[row]));
        }
        // 255 bins for 300 values: a few rows share a bin, and the other column parts most of those
        assertThat(worst).isLessThan(3);
        assertThat(grown.starts().length).isGreaterThan(280);
    }

    @Test
    void the_rows_of_a_leaf_are_those_that_the_tree_sends_there() {
        SplittableRandom random = new SplittableRandom(13);
        float[][] x = new float[500][5];
        double[] y = new double[500];
        for (int row = 0; row < 500; row++) {
            for (int j = 0; j < 5; j++) {
                x[row][j] = random.nextInt(4) == 0 ? (float) random.nextGaussian() : 0;
            }
            y[row] = x[row][0] * x[row][1] + x[row][2];
        }
        Grown grown = grow(x, y, new Growth(6, 20, 10, 0, 1, 0, 0.5, 1));
        SparseRows rows = rows(x);
        int[] seen = new int[500];
        grown.forEach((row, value) -> {
            seen[row]++;
            assertThat(value).isEqualTo(grown.tree().leaf(rows, row));
            assertThat(value).isEqualTo(grown.tree().leaf(0, x[row]));
        });
        assertThat(seen).containsOnly(1);
        for (int leaf = 0; leaf < grown.starts().length; leaf++) {
            assertThat(grown.ends()[leaf] - grown.starts()[leaf]).isGreaterThanOrEqualTo(10);
        }
        assertThat(grown.starts().length).isBetween(2, 20);
    }

    @Test
    void nothing_to_part_is_one_leaf() {
        assertThat(grow(new float[][] {{1, 0}, {1, 0}, {1, 0}}, new double[] {1, 2, 3}, FREE)
                        .tree()
                        .size())
                .isEqualTo(1);
        assertThat(grow(new float[][] {{1, 0}, {2, 0}, {3, 0}}, new double[] {2, 2, 2}, FREE)
                        .tree()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_value_that_is_no_number_is_refused() {
        SparseRows rows = new SparseRows(1, new int[] {0, 1}, new int[] {0}, new float[] {Float.NaN});
        assertThatThrownBy(() -> BinnedRows.of(rows, 255, 1, Workers.ALONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Grown grow(float[][] x, double[] y, Growth growth) {
        BinnedRows binned = BinnedRows.of(rows(x), 255, 1, Workers.ALONE);
        double[] ones = new double[y.length];
        Arrays.fill(ones, 1);
        boolean[] all = new boolean[binned.columns()];
        Arrays.fill(all, true);
        Sample sample = new Sample(Arrays.stream(y).map(value -> -value).toArray(), ones);
        return new TreeGrower(binned, 1, growth, Workers.ALONE)
                .grow(IntStream.range(0, y.length).toArray(), sample, all, 1);
    }

    /** By how much variance times rows falls. */
    private static double gain(float[][] x, double[] y, int feature, float threshold, int minRows) {
        double[] sums = new double[2];
        int[] counts = new int[2];
        for (int row = 0; row < y.length; row++) {
            int side = x[row][feature] > threshold ? 1 : 0;
            sums[side] += y[row];
            counts[side]++;
        }
        if (Math.min(counts[0], counts[1]) < minRows) {
            return 0;
        }
        return sums[0] * sums[0] / counts[0]
                + sums[1] * sums[1] / counts[1]
                - Math.pow(sums[0] + sums[1], 2) / y.length;
    }

    private static SparseRows rows(float[][] x) {
        int[] offsets = new int[x.length + 1];
        int[] indices = new int[x.length * x[0].length];
        float[] values = new float[indices.length];
        int at = 0;
        for (int row = 0; row < x.length; row++) {
            for (int j = 0; j < x[row].length; j++) {
                if (x[row][j] != 0) {
                    indices[at] = j;
                    values[at++] = x[row][j];
                }
            }
            offsets[row + 1] = at;
        }
        return new SparseRows(x[0].length, offsets, Arrays.copyOf(indices, at), Arrays.copyOf(values, at));
    }
}
