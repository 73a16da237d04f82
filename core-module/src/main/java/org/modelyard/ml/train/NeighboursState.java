package org.modelyard.ml.train;

import java.util.Objects;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.NearestNeighbours;
import org.modelyard.ml.pulse.Pulse;

/** Nearest neighbours before or after their one step. */
final class NeighboursState implements Learning {

    private static final int MAGIC = 0x4D594831; // MYH1
    private static final int JUDGED = 100;
    private static final double LEAST_PROBABILITY = 1e-15;

    private final NearestNeighbours model;
    private final long fingerprint;
    private boolean judged;
    private double loss = Double.NaN;

    NeighboursState(TrainerSpec spec, NearestNeighbours model, long seed) {
        this.model = model;
        this.fingerprint = Objects.hash(
                                spec,
                                model.outputs(),
                                model.rows().rows(),
                                model.width(),
                                model.rows().indices().length)
                        * 0x9E3779B97F4A7C15L
                ^ seed;
    }

    /** Each of some rows, evenly chosen, by all the others. */
    @Override
    public void step() {
        int rows = model.rows().rows();
        int chosen = Math.min(JUDGED, rows);
        double sum = 0;
        for (int i = 0; i < chosen; i++) {
            Pulse.beat();
            int row = (int) ((long) i * rows / chosen);
            sum += loss(model.sumsOf(row), model.answers()[row]);
        }
        loss = sum / chosen;
        judged = true;
    }

    private double loss(double[] answer, double truth) {
        if (model.link() == Link.IDENTITY) {
            return (answer[0] - truth) * (answer[0] - truth);
        }
        double probability = answer.length > 1 ? answer[(int) truth] : truth == 1 ? answer[0] : 1 - answer[0];
        return -StrictMath.log(Math.max(LEAST_PROBABILITY, probability));
    }

    @Override
    public boolean done() {
        return judged;
    }

    /** The loss of rows by the others is a validation loss; on themselves there would be none. */
    @Override
    public Progress progress() {
        return new Progress(judged ? 1 : 0, 1, Double.NaN, loss);
    }

    @Override
    public byte[] toBytes() {
        return new BinaryWriter()
                .put(MAGIC)
                .put(fingerprint)
                .put(judged)
                .put(loss)
                .toBytes();
    }

    NeighboursState read(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.expect(MAGIC, "checkpoint of nearest neighbours");
        if (in.getLong() != fingerprint) {
            throw new CorruptContent("This checkpoint belongs to another training.");
        }
        judged = in.getBoolean();
        loss = in.getDouble();
        in.end();
        return this;
    }

    @Override
    public NearestNeighbours finish() {
        return model;
    }
}
