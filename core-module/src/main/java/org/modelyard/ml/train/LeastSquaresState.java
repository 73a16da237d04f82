package org.modelyard.ml.train;

import java.util.Objects;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.feature.SparseRows;

/** A linear regression between two iterations. The last entry of each vector over features is the bias. */
final class LeastSquaresState {

    private static final int MAGIC = 0x4D595231; // MYR1

    final TrainerSpec spec;
    final SparseRows rows;
    final long fingerprint;

    int iteration;
    boolean converged;
    double[] weights;
    double[] direction;
    /** One a row: target minus prediction. */
    double[] residuals;
    /** The preconditioned squared gradient, now and at the start. */
    double gradient;

    double firstGradient;

    LeastSquaresState(TrainerSpec spec, SparseRows rows, double[] targets, long seed) {
        this.spec = spec;
        this.rows = rows;
        this.fingerprint = Objects.hash(spec, rows.rows(), rows.width(), rows.indices().length, seed);
        this.weights = new double[rows.width() + 1];
        this.direction = new double[rows.width() + 1];
        this.residuals = targets.clone();
    }

    byte[] toBytes() {
        return new BinaryWriter()
                .put(MAGIC)
                .put(fingerprint)
                .put(iteration)
                .put(converged)
                .put(gradient)
                .put(firstGradient)
                .put(weights)
                .put(direction)
                .put(residuals)
                .toBytes();
    }

    /** @param fresh a state of the same training, overwritten */
    static LeastSquaresState fromBytes(LeastSquaresState fresh, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.expect(MAGIC, "checkpoint of a linear regression");
        if (in.getLong() != fresh.fingerprint) {
            throw new CorruptContent("This checkpoint belongs to another training.");
        }
        int features = fresh.weights.length;
        int count = fresh.residuals.length;
        fresh.iteration = in.getInt(0, Integer.MAX_VALUE);
        fresh.converged = in.getBoolean();
        fresh.gradient = in.getDouble();
        fresh.firstGradient = in.getDouble();
        fresh.weights = in.getDoubles();
        fresh.direction = in.getDoubles();
        fresh.residuals = in.getDoubles();
        in.end();
        if (fresh.weights.length != features || fresh.direction.length != features || fresh.residuals.length != count) {
            throw new CorruptContent("The checkpoint's weights have another size.");
        }
        return fresh;
    }
}
