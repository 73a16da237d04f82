package org.modelyard.ml.train;

import java.util.Objects;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.feature.SparseRows;

/** Naive Bayes before or after its one pass over the rows. */
final class NaiveBayesState {

    private static final int MAGIC = 0x4D594E31; // MYN1

    final TrainerSpec spec;
    final SparseRows rows;
    final Targets.Labels targets;
    final RowWeights weights;
    private final long fingerprint;

    boolean counted;
    /** {@code [feature * labels + label]}: the feature's values, added up over the label's rows. */
    double[] sums;

    double trainingLoss = Double.NaN;

    NaiveBayesState(TrainerSpec spec, SparseRows rows, Targets.Labels targets, RowWeights weights, long seed) {
        this.spec = spec;
        this.rows = rows;
        this.targets = targets;
        this.weights = weights;
        this.fingerprint = Objects.hash(spec, targets.names(), rows.rows(), rows.width(), rows.indices().length, seed)
                ^ weights.fingerprint();
        this.sums = new double[rows.width() * labels()];
    }

    int labels() {
        return targets.names().size();
    }

    byte[] toBytes() {
        BinaryWriter out = new BinaryWriter().put(MAGIC).put(fingerprint).put(counted);
        return (counted ? out.put(trainingLoss).put(sums) : out).toBytes();
    }

    /** @param fresh a state of the same training, overwritten */
    static NaiveBayesState fromBytes(NaiveBayesState fresh, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.expect(MAGIC, "checkpoint of naive Bayes");
        if (in.getLong() != fresh.fingerprint) {
            throw new CorruptContent("This checkpoint belongs to another training.");
        }
        fresh.counted = in.getBoolean();
        if (fresh.counted) {
            int size = fresh.sums.length;
            fresh.trainingLoss = in.getDouble();
            fresh.sums = in.getDoubles();
            if (fresh.sums.length != size) {
                throw new CorruptContent("The checkpoint's sums have another size.");
            }
        }
        in.end();
        return fresh;
    }
}
