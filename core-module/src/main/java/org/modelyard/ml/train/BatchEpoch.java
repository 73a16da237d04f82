package org.modelyard.ml.train;

import org.modelyard.ml.pulse.Pulse;

/**
 * One pass in batches of rows: their mean gradient is summed sparsely, then an {@link Optimizer} takes a step. Within a batch the weights
 * stand still, so threads share it: first by rows, whose derivatives do not depend on each other; then by ranges of features, of
 * which each adds up its own gradients in the order of the rows, and moves. No sum depends on how many threads there are. While a part is
 * derived, the rows of the next are fetched; while a range moves, its features of the next are brought up to date.
 */
final class BatchEpoch extends DescentEpoch {

    /** Derivatives that are kept at once: 4 MB. */
    private static final int MOST_KEPT = 1 << 20;
    /** Entries that are dealt out at once, about: 12 MB, twice. */
    private static final int MOST_DEALT = 1 << 20;

    /** Rows of a task. */
    private static final int PIECE = 128;

    private final Optimizer optimizer;
    private final int[] bounds;
    private final int batch;
    private final int part;
    private final float[] gradient;
    private final boolean[] touched;
    /** Those of a range that the batch has, from the range's first place on. */
    private final int[] features;

    private final int[] counts;
    /** Of the part at hand: {@code [place * outputs + output]}. */
    private final float[] derivatives;

    private final double[] losses;
    /** Of the part at hand, and of the one after it. */
    private BatchRows dealt;

    private BatchRows next;

    BatchEpoch(DescentState state) {
        super(state);
        DescentProblem problem = state.problem;
        int size = problem.spec().integer("batchSize");
        int most = problem.training().length;
        batch = size == 0 ? most : Math.min(size, most);
        double entries = Math.max(1, (double) rows.indices().length / rows.rows());
        part = Math.max(1, Math.min(batch, (int) Math.min(MOST_KEPT / outputs, MOST_DEALT / entries)));
        optimizer = Optimizer.of(
                        OptimizerKind.of(problem.spec()),
                        weights,
                        outputs,
                        state.moments,
                        problem.rate(state.epochs.count()),
                        (float) problem.spec().number("momentum"),
                        new Optimizer.Pull(width, problem.l1(), problem.l2()),
                        state.time)
                .holding(held);
        bounds = problem.bounds();
        gradient = new float[weights.length];
        touched = new boolean[width];
        features = new int[width];
        counts = new int[ranges()];
        derivatives = new float[part * outputs];
        losses = new double[part];
        dealt = new BatchRows(rows, bounds, part, PIECE);
        next = new BatchRows(rows, bounds, part, PIECE);
    }

    private int ranges() {
        return bounds.length - 1;
    }

    @Override
    double learn(int[] order) {
        double total = 0;
        int to = end(0, order.length);
        next.expect(to);
        shared(to).forEach(next.chunks(), chunk -> next.deal(order, 0, chunk));
        for (int from = 0; from < order.length; from = to) {
            to = end(from, order.length);
            BatchRows used = dealt;
            dealt = next;
            next = used;
            next.expect(end(to, order.length) - to);
            derive(order, from, to);
            for (int i = 0; i < to - from; i++) {
                total += losses[i];
            }
            boolean last = to == order.length || to % batch == 0;
            add(to - from, last ? 1f / (to - (to - 1) / batch * batch) : 0);
        }
        optimizer.bringAllUpToDate();
        return total / loss.total(order);
    }

    /** Where the part that begins there ends: at the end of its batch at the latest. */
    private int end(int from, int rowCount) {
        return Math.min(Math.min(rowCount, from + part), (from / batch + 1) * batch);
    }

    private void derive(int[] order, int from, int to) {
        shared(to - from).forEach(Math.max(dealt.chunks(), next.chunks()), chunk -> {
            if (chunk < next.chunks()) {
                next.deal(order, to, chunk);
            }
            float[] scores = new float[outputs];
            int last = Math.min(to, from + (chunk + 1) * PIECE);
            for (int i = from + chunk * PIECE; i < last; i++) {
                sums(order[i], scores);
                losses[i - from] = loss.derive(scores, order[i]);
                System.arraycopy(scores, 0, derivatives, (i - from) * outputs, outputs);
            }
        });
    }

    /** @param share what the sums are multiplied by for the step that follows; 0 where the batch goes on */
    private void add(int count, float share) {
        if (share > 0) {
            optimizer.advance();
        }
        shared(count).forEach(ranges() + 1, range -> {
            if (range == ranges()) {
                addToBias(count, share);
                return;
            }
            add(range);
            if (share > 0) {
                step(range, share);
            }
            bringUpToDate(range);
        });
    }

    private void add(int range) {
        int known = bounds[range] + counts[range];
        for (int c = 0; c < dealt.chunks(); c++) {
            Pulse.beat();
            BatchRows.Chunk chunk = dealt.chunk(c);
            for (int i = chunk.starts()[range]; i < chunk.starts()[range + 1]; i++) {
                int feature = chunk.features()[i];
                if (!touched[feature]) {
                    touched[feature] = true;
                    features[known++] = feature;
                }
                float value = chunk.values()[i];
                int at = feature * outputs;
                int from = chunk.places()[i] * outputs;
                for (int k = 0; k < outputs; k++) {
                    gradient[at + k] += value * derivatives[from + k];
                }
            }
        }
        counts[range] = known - bounds[range];
    }

    private void bringUpToDate(int range) {
        for (int c = 0; c < next.chunks(); c++) {
            BatchRows.Chunk chunk = next.chunk(c);
            for (int i = chunk.starts()[range]; i < chunk.starts()[range + 1]; i++) {
                optimizer.bringUpToDate(chunk.features()[i]);
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
            int feature = features[bounds[range] + i];
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
