package org.modelyard.ml.train;

/** One pass in batches of rows: their mean gradient is summed sparsely, then an {@link Optimizer} takes a step. */
final class BatchEpoch extends DescentEpoch {

    private final Optimizer optimizer;
    private final int batch;
    private final float[] gradient;
    private final boolean[] touched;
    private final int[] features;
    private int count;

    BatchEpoch(DescentState state) {
        super(state);
        DescentProblem problem = state.problem;
        int size = problem.spec().integer("batchSize");
        batch = size == 0 ? Integer.MAX_VALUE : size;
        optimizer = Optimizer.of(
                OptimizerKind.of(problem.spec()),
                weights,
                outputs,
                state.moments,
                problem.rate(state.epochs.count()),
                (float) problem.spec().number("momentum"),
                new Optimizer.Pull(width, problem.l1(), problem.l2()),
                state.time);
        gradient = new float[weights.length];
        touched = new boolean[width];
        features = new int[width];
    }

    @Override
    double learn(int[] order) {
        double total = 0;
        for (int start = 0; start < order.length; ) {
            int end = (int) Math.min(order.length, (long) start + batch);
            for (int i = start; i < end; i++) {
                total += add(order[i]);
            }
            step(1f / (end - start));
            start = end;
        }
        optimizer.bringAllUpToDate();
        return total / loss.total(order);
    }

    private double add(int row) {
        int from = rows.offsets()[row];
        int to = rows.offsets()[row + 1];
        for (int i = from; i < to; i++) {
            optimizer.bringUpToDate(rows.indices()[i]);
        }
        sums(row);
        double lost = loss.derive(scores, row);
        for (int i = from; i < to; i++) {
            int feature = rows.indices()[i];
            if (!touched[feature]) {
                touched[feature] = true;
                features[count++] = feature;
            }
            int at = feature * outputs;
            float value = rows.values()[i];
            for (int k = 0; k < scores.length; k++) {
                gradient[at + k] += value * scores[k];
            }
        }
        for (int k = 0; k < scores.length; k++) {
            gradient[width * outputs + k] += scores[k];
        }
        return lost;
    }

    private void step(float share) {
        optimizer.advance();
        for (int i = 0; i < count; i++) {
            move(features[i], share);
            touched[features[i]] = false;
        }
        count = 0;
        move(width, share);
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
