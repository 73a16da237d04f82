package org.modelyard.ml.train;

import java.util.SplittableRandom;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.ml.tree.Workers;

/**
 * One pass of backpropagation over batches of rows. The first layer is sparse: only features that a batch has are moved. Threads share a batch
 * as they do in {@link BatchEpoch}: first by rows, then by what is moved, each weight's gradient added up in the order of the rows.
 */
final class NetworkEpoch {

    /** Units' sums, and slopes, that are kept at once: 4 MB each. */
    private static final int MOST_KEPT = 1 << 20;
    /** Entries that are dealt out at once, about. */
    private static final int MOST_DEALT = 1 << 20;
    /** Chunks of a batch, so that several threads find some. */
    private static final int CHUNKS = 16;

    private static final int CHUNK = 256;
    private static final boolean[] NONE = {};
    /** Products below which a thread is not worth its wake-up. */
    private static final long LEAST_SHARED = 50_000;

    private final SparseRows rows;
    private final RowLoss loss;
    private final NetworkLayers layers;
    private final NetworkGradients gradients;
    private final Workers workers;
    private final double products;
    private final int batch;
    private final int part;
    private final int piece;
    private final float kept;
    private final SplittableRandom random;
    /** Of the part at hand, for each layer {@code [place * units + unit]}: sums, rectified but for the last. */
    private final float[][] values;
    /** The derivatives of the losses by the sums. */
    private final float[][] slopes;
    /** Hidden units that are left out: {@code [place * hidden + unit]}. */
    private final boolean[] dropped;

    private final double[] losses;
    private BatchRows dealt;
    private BatchRows next;

    NetworkEpoch(NetworkState state) {
        NetworkProblem problem = state.problem;
        rows = problem.rows();
        loss = problem.loss();
        workers = problem.workers();
        layers = new NetworkLayers(rows, problem.units(), state.layers);
        int size = problem.spec().integer("batchSize");
        batch = Math.min(size, Math.max(1, problem.parts().training().length));
        kept = (float) (1 - problem.spec().number("dropout"));
        random = new SplittableRandom(~problem.seed() + 0x9E3779B97F4A7C15L * (state.epochs.count() + 1));
        double entries = Math.max(1, (double) rows.indices().length / rows.rows());
        products = layers.products(entries);
        part = Math.max(1, Math.min(batch, (int) Math.min(MOST_KEPT / layers.allUnits(), MOST_DEALT / entries)));
        piece = Math.max(1, (part + CHUNKS - 1) / CHUNKS);
        int[] bounds = problem.bounds();
        dealt = new BatchRows(rows, bounds, part, piece);
        next = new BatchRows(rows, bounds, part, piece);
        gradients = new NetworkGradients(state, layers, bounds);
        values = layers.room(part);
        slopes = layers.room(part);
        dropped = new boolean[kept < 1 ? part * layers.hiddenUnits() : 0];
        losses = new double[part];
    }

    /** Batches learnt from, over all epochs. */
    long time() {
        return gradients.time();
    }

    private Workers shared(int count) {
        return count * products < LEAST_SHARED ? Workers.ALONE : workers;
    }

    /** @return the mean loss of the rows, each as it was before the model learnt from it */
    double learn(int[] order) {
        double total = 0;
        int to = end(0, order.length);
        next.expect(to);
        for (int chunk = 0; chunk < next.chunks(); chunk++) {
            next.deal(order, 0, chunk);
        }
        for (int from = 0; from < order.length; from = to) {
            to = end(from, order.length);
            BatchRows used = dealt;
            dealt = next;
            next = used;
            next.expect(end(to, order.length) - to);
            drop(to - from);
            derive(order, from, to);
            for (int i = 0; i < to - from; i++) {
                total += losses[i];
            }
            boolean last = to == order.length || to % batch == 0;
            add(to - from, last ? 1f / (to - (to - 1) / batch * batch) : 0);
        }
        gradients.bringAllUpToDate();
        return total / loss.total(order);
    }

    /** Where the part that begins there ends: at the end of its batch at the latest. */
    private int end(int from, int rowCount) {
        return Math.min(Math.min(rowCount, from + part), (from / batch + 1) * batch);
    }

    /** In the order of the rows, whoever works on them then. */
    private void drop(int count) {
        for (int i = 0; kept < 1 && i < count * layers.hiddenUnits(); i++) {
            dropped[i] = random.nextDouble() >= kept;
        }
    }

    private void derive(int[] order, int from, int to) {
        shared(to - from).forEach(Math.max(dealt.chunks(), next.chunks()), chunk -> {
            if (chunk < next.chunks()) {
                next.deal(order, to, chunk);
            }
            float[] scores = new float[layers.outputs()];
            int last = Math.min(to, from + (chunk + 1) * piece);
            for (int i = from + chunk * piece; i < last; i++) {
                Pulse.beat();
                int place = i - from;
                layers.forward(order[i], place, values, dropped, kept);
                int at = place * scores.length;
                float[] ends = values[values.length - 1];
                System.arraycopy(ends, at, scores, 0, scores.length);
                losses[place] = loss.derive(scores, order[i]);
                System.arraycopy(scores, 0, slopes[slopes.length - 1], at, scores.length);
                layers.backward(place, values, slopes, kept);
            }
        });
    }

    private void add(int count, float share) {
        if (share > 0) {
            gradients.advance();
        }
        shared(count)
                .forEach(gradients.tasks(), task -> gradients.add(task, count, dealt, values, slopes, share, next));
    }

    /** @return the mean loss, nothing learnt; NaN without rows */
    double loss(int[] chosen) {
        double[] each = new double[chosen.length];
        shared(chosen.length).forEach((chosen.length + CHUNK - 1) / CHUNK, chunk -> {
            float[][] room = layers.room(1);
            int to = Math.min(chosen.length, (chunk + 1) * CHUNK);
            for (int i = chunk * CHUNK; i < to; i++) {
                Pulse.beat();
                layers.forward(chosen[i], 0, room, NONE, 1);
                each[i] = loss.derive(room[room.length - 1], chosen[i]);
            }
        });
        double total = 0;
        for (double one : each) {
            total += one;
        }
        return chosen.length == 0 ? Double.NaN : total / loss.total(chosen);
    }
}
