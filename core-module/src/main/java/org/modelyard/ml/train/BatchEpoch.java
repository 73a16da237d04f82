package org.modelyard.ml.train;

/**
 * One pass in batches of rows: their mean gradient is summed sparsely, then an {@link Optimizer} takes a step. Within a batch the weights
 * stand still, so threads share it: first by rows, whose derivatives do not depend on each other; then by ranges of features, of
 * which each adds up its own gradients in the order of the rows, and moves. No sum depends on how many threads there are.
 */
final class BatchEpoch extends DescentEpoch {

    /** Derivatives that are kept at once: 4 MB. */
    private static final int MOST_KEPT = 1 << 20;

    private final Optimizer optimizer;
    private final FeatureRanges ranges;
    private final int batch;
    private final int part;
    private final float[] gradient;
    private final boolean[] touched;
    /** Those of a range that the batch has, from the range's first place on. */
    private final int[] features;

    private final int[] counts;
    /** Of the part at hand: {@code [row * outputs + output]}. */
    private final float[] derivatives;

    private final double[] losses;

    BatchEpoch(DescentState state) {
        super(state);
        DescentProblem problem = state.problem;
        int size = problem.spec().integer("batchSize");
        int most = problem.training().length;
        batch = size == 0 ? most : Math.min(size, most);
        part = Math.max(1, Math.min(batch, MOST_KEPT / outputs));
        optimizer = Optimizer.of(
                OptimizerKind.of(problem.spec()),
                weights,
                outputs,
                state.moments,
                problem.rate(state.epochs.count()),
                (float) problem.spec().number("momentum"),
                new Optimizer.Pull(width, problem.l1(), problem.l2()),
                state.time);
        ranges = problem.ranges();
        gradient = new float[weights.length];
        touched = new boolean[width];
        features = new int[width];
        counts = new int[ranges.count()];
        derivatives = new float[part * outputs];
        losses = new double[part];
    }

    @Override
    double learn(int[] order) {
        double total = 0;
        for (int start = 0; start < order.length; start += batch) {
            int end = Math.min(order.length, start + batch);
            for (int from = start; from < end; from += part) {
                int to = Math.min(end, from + part);
                derive(order, from, to);
                for (int i = 0; i < to - from; i++) {
                    total += losses[i];
                }
                add(order, from, to, to == end ? 1f / (end - start) : 0);
            }
        }
        optimizer.bringAllUpToDate();
        return total / loss.total(order);
    }

    private void derive(int[] order, int from, int to) {
        shared(to - from).forEach((to - from + CHUNK - 1) / CHUNK, chunk -> {
            float[] scores = new float[outputs];
            int last = Math.min(to, from + (chunk + 1) * CHUNK);
            for (int i = from + chunk * CHUNK; i < last; i++) {
                sums(order[i], scores);
                losses[i - from] = loss.derive(scores, order[i]);
                System.arraycopy(scores, 0, derivatives, (i - from) * outputs, outputs);
            }
        });
    }

    /** @param share what the sums are multiplied by for the step that follows; 0 where the batch goes on */
    private void add(int[] order, int from, int to, float share) {
        if (share > 0) {
            optimizer.advance();
        }
        shared(to - from).forEach(ranges.count() + 1, range -> {
            if (range == ranges.count()) {
                addToBias(to - from, share);
                return;
            }
            for (int i = from; i < to; i++) {
                add(order[i], range, (i - from) * outputs);
            }
            if (share > 0) {
                step(range, share);
            }
            int next = Math.min(order.length, to + part);
            for (int i = to; i < next; i++) {
                for (int e = ranges.from(order[i], range); e < ranges.to(order[i], range); e++) {
                    optimizer.bringUpToDate(rows.indices()[e]);
                }
            }
        });
    }

    private void add(int row, int range, int derivative) {
        int to = ranges.to(row, range);
        for (int e = ranges.from(row, range); e < to; e++) {
            int feature = rows.indices()[e];
            if (!touched[feature]) {
                touched[feature] = true;
                features[ranges.first(range) + counts[range]++] = feature;
            }
            int at = feature * outputs;
            float value = rows.values()[e];
            for (int k = 0; k < outputs; k++) {
                gradient[at + k] += value * derivatives[derivative + k];
            }
        }
    }

    private void addToBias(int count, float share) {
        int at = width * outputs;
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < outputs; k++) {
                gradient[at + k] += derivatives[i * outputs + k];
            }
        }
        if (share > 0) {
            move(width, share);
        }
    }

    private void step(int range, float share) {
        for (int i = 0; i < counts[range]; i++) {
            int feature = features[ranges.first(range) + i];
            move(feature, share);
            touched[feature] = false;
        }
        counts[range] = 0;
    }

    private void move(int block, float share) {
        int at = block * outputs;
        for (int k = at; k < at + outputs; k++) {
            gradient[k] *= share;
        }
        optimizer.update(block, gradient, at);
        for (int k = at; k < at + outputs; k++) {
            gradient[k] = 0;
        }
    }
}
