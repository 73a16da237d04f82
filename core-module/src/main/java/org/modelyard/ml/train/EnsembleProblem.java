package org.modelyard.ml.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.modelyard.ml.data.Rows;
import org.modelyard.ml.feature.SparseRows;

/** What stays the same while the models of an ensemble are trained one after the other. */
final class EnsembleProblem {

    /**
     * One of the trainings.
     *
     * @param spec of its trainer
     * @param use what becomes of it
     * @param number of the member, or of the bag
     * @param fold whose rows it is not trained on but answers; -1 where there is none
     */
    record Part(TrainerSpec spec, Use use, int number, int fold) {}

    /** What becomes of a training. */
    enum Use {
        /** Answers the rows of its fold, and is forgotten. */
        ANSWERS,
        /** Is a member. */
        MEMBER,
        /** Weighs the members. */
        COMBINER
    }

    private static final int NONE = -1;

    final TrainingData data;
    final List<Part> parts = new ArrayList<>();
    final int outputs;
    final int members;
    private final TrainerSpec spec;
    private final long seed;
    private final boolean bagging;
    private final boolean stacking;
    private final int[] folds;

    EnsembleProblem(TrainerSpec spec, TrainingData data, long seed, List<TrainerSpec> kinds) {
        this.spec = spec;
        this.data = data;
        this.seed = seed;
        this.bagging = spec.text("method").equals("bagging");
        this.stacking = spec.text("method").equals("stacking");
        this.members = bagging ? spec.integer("bags") : kinds.size();
        int labels =
                data.targets() instanceof Targets.Labels known ? known.names().size() : 0;
        this.outputs = labels > 2 ? labels : 1;
        this.folds = stacking ? folds(spec.integer("folds")) : new int[0];
        for (int member = 0; stacking && member < members; member++) {
            for (int fold = 0; fold < spec.integer("folds"); fold++) {
                parts.add(new Part(kinds.get(member), Use.ANSWERS, member, fold));
            }
        }
        for (int member = 0; member < members; member++) {
            parts.add(new Part(kinds.get(bagging ? 0 : member), Use.MEMBER, member, NONE));
        }
        if (stacking) {
            String linear = labels == 0 ? "linear-regression" : "logistic-regression";
            parts.add(new Part(Trainers.spec(linear, Map.of()), Use.COMBINER, 0, NONE));
        }
    }

    /** Each label's rows are dealt out evenly; a label's only row belongs to no fold, so that every training knows the label. */
    private int[] folds(int count) {
        int rows = data.rows().rows();
        int[] codes = codes();
        int[] left = new int[Math.max(1, Arrays.stream(codes).max().orElse(0) + 1)];
        for (int code : codes) {
            left[code]++;
        }
        int[] sizes = left.clone();
        int[] dealt = new int[rows];
        for (int row : Rows.shuffled(rows, new SplittableRandom(seed))) {
            dealt[row] = sizes[codes[row]] < 2 ? NONE : left[codes[row]]-- % count;
        }
        return dealt;
    }

    private int[] codes() {
        return data.targets() instanceof Targets.Labels labels
                ? labels.codes()
                : new int[data.rows().rows()];
    }

    /** @param answers of the members for every row, of which the combiner learns */
    TrainingData data(Part part, float[] answers) {
        if (part.use() == Use.COMBINER) {
            int[] judged = IntStream.range(0, folds.length)
                    .filter(row -> folds[row] != NONE)
                    .toArray();
            return new TrainingData(dense(answers), data.targets(), data.workers(), data.weights()).select(judged);
        }
        if (part.use() == Use.MEMBER && !bagging) {
            return data;
        }
        int[] chosen = part.use() == Use.MEMBER
                ? drawn(part.number())
                : IntStream.range(0, folds.length)
                        .filter(row -> folds[row] != part.fold())
                        .toArray();
        return data.select(chosen);
    }

    /** As many rows of each label as there are, with replacement. */
    private int[] drawn(int bag) {
        int[] codes = codes();
        int[] byLabel = IntStream.range(0, codes.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(codes[a], codes[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        SplittableRandom random = new SplittableRandom(seed(bag));
        int[] drawn = new int[codes.length];
        for (int start = 0; start < drawn.length; ) {
            int end = start;
            while (end < drawn.length && codes[byLabel[end]] == codes[byLabel[start]]) {
                end++;
            }
            for (int i = start; i < end; i++) {
                drawn[i] = byLabel[start + random.nextInt(end - start)];
            }
            start = end;
        }
        return drawn;
    }

    private SparseRows dense(float[] answers) {
        int width = members * outputs;
        int rows = data.rows().rows();
        int[] offsets = new int[rows + 1];
        int[] indices = new int[answers.length];
        Arrays.setAll(offsets, row -> row * width);
        Arrays.setAll(indices, i -> i % width);
        return new SparseRows(width, offsets, indices, answers);
    }

    /** The rows that a part answers. */
    int[] answered(Part part) {
        return IntStream.range(0, folds.length)
                .filter(row -> folds[row] == part.fold())
                .toArray();
    }

    /** Room for what the members answer for every row. */
    float[] answers() {
        return new float[stacking ? Math.multiplyExact(data.rows().rows(), members * outputs) : 0];
    }

    long seed(int part) {
        return seed + 0x9E3779B97F4A7C15L * (part + 1);
    }

    /** Tells trainings apart whose checkpoints must not be mixed up. */
    long fingerprint() {
        return Objects.hash(
                                spec,
                                outputs,
                                data.rows().rows(),
                                data.rows().width(),
                                data.rows().indices().length)
                        * 0x9E3779B97F4A7C15L
                ^ seed
                ^ data.weights().fingerprint();
    }
}
