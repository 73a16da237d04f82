package org.modelyard.ml.train;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.feature.SparseVector;
import org.modelyard.ml.model.Ensemble;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.ml.train.EnsembleProblem.Part;
import org.modelyard.ml.train.EnsembleProblem.Use;

/** An ensemble between two steps of its members' trainings. Of a member that has learnt, its last checkpoint is kept. */
final class EnsembleState implements Learning {

    private static final int MAGIC = 0x4D594532; // MYE2

    private final EnsembleProblem problem;
    /** Trainings done. */
    private int part;

    private @Nullable TrainingSession session;
    private final List<byte[]> kept = new ArrayList<>();
    private final List<TrainedModel> members = new ArrayList<>();
    private @Nullable LinearModel combiner;
    /** {@code [(row * members + member) * outputs + output]}. */
    private float[] answers;

    private double trainingLoss = Double.NaN;
    private double validationLoss = Double.NaN;
    private double learningRate = Double.NaN;

    private EnsembleState(EnsembleProblem problem) {
        this.problem = problem;
        this.answers = problem.answers();
    }

    static EnsembleState start(EnsembleProblem problem) {
        EnsembleState state = new EnsembleState(problem);
        state.begin();
        return state;
    }

    private void begin() {
        if (part < problem.parts.size()) {
            Part next = problem.parts.get(part);
            session = TrainingSession.start(next.spec(), problem.data(next, answers), problem.seed(part));
        } else {
            session = null;
        }
    }

    @Override
    public void step() {
        TrainingSession current = session;
        if (current == null) {
            throw new IllegalStateException("nothing left to learn");
        }
        if (!current.done()) {
            current.step();
        }
        trainingLoss = current.progress().trainingLoss();
        validationLoss = current.progress().validationLoss();
        learningRate = current.progress().learningRate();
        if (current.done()) {
            use(problem.parts.get(part), current.finish());
            if (problem.parts.get(part).use() != Use.ANSWERS) {
                kept.add(current.toBytes());
            }
            part++;
            begin();
        }
    }

    private void use(Part done, TrainedModel model) {
        switch (done.use()) {
            case ANSWERS -> answer(done, model);
            case MEMBER -> members.add(model);
            case COMBINER -> combiner = (LinearModel) model;
        }
    }

    private void answer(Part done, TrainedModel model) {
        SparseVector vector = new SparseVector();
        for (int row : problem.answered(done)) {
            Pulse.beat();
            problem.data.rows().copyRow(row, vector);
            double[] given = Ensemble.answers(model, vector);
            for (int k = 0; k < given.length; k++) {
                answers[(row * problem.members + done.number()) * problem.outputs + k] = (float) given[k];
            }
        }
    }

    @Override
    public boolean done() {
        return part == problem.parts.size();
    }

    @Override
    public Progress progress() {
        return new Progress(part, problem.parts.size(), trainingLoss, validationLoss, learningRate);
    }

    @Override
    public byte[] toBytes() {
        BinaryWriter out = new BinaryWriter().put(MAGIC).put(problem.fingerprint());
        out.put(part).put(trainingLoss).put(validationLoss).put(learningRate).put(answers);
        kept.forEach(out::put);
        TrainingSession current = session;
        return (current == null ? out : out.put(current.toBytes())).toBytes();
    }

    static EnsembleState fromBytes(EnsembleProblem problem, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.expect(MAGIC, "checkpoint of an ensemble");
        if (in.getLong() != problem.fingerprint()) {
            throw new CorruptContent("This checkpoint belongs to another training.");
        }
        EnsembleState state = new EnsembleState(problem);
        state.part = in.getInt(0, problem.parts.size());
        state.trainingLoss = in.getDouble();
        state.validationLoss = in.getDouble();
        state.learningRate = in.getDouble();
        state.answers = in.getFloats(state.answers.length);
        for (int done = 0; done < state.part; done++) {
            if (problem.parts.get(done).use() != Use.ANSWERS) {
                byte[] checkpoint = in.getBytes();
                state.use(
                        problem.parts.get(done), state.resumed(done, checkpoint).finish());
                state.kept.add(checkpoint);
            }
        }
        if (state.part < problem.parts.size()) {
            state.session = state.resumed(state.part, in.getBytes());
        }
        in.end();
        return state;
    }

    private TrainingSession resumed(int number, byte[] checkpoint) {
        Part resumed = problem.parts.get(number);
        return TrainingSession.resume(resumed.spec(), problem.data(resumed, answers), problem.seed(number), checkpoint);
    }

    @Override
    public Ensemble finish() {
        if (members.isEmpty()) {
            throw new IllegalStateException("no member has learnt yet");
        }
        LinearModel weighing = combiner;
        return weighing == null
                ? Ensemble.mean(members)
                : new Ensemble(
                        weighing.link(),
                        problem.outputs,
                        problem.data.rows().width(),
                        members,
                        weighing.weights(),
                        weighing.bias());
    }
}
