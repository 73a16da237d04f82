package org.modelyard.ml.train;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.tree.Tree;
import org.modelyard.ml.tree.TreeGrower;

/** Boosting between two rounds. The scores follow from the trees and are not written down. */
final class BoostingState {

    private static final int MAGIC = 0x4D594231; // MYB1
    static final int CHUNK = 4096;

    final BoostingProblem problem;
    final TreeGrower grower;
    final double[] start;
    /** Of all rows: {@code [row * outputs + output]}. */
    final double[] scores;

    final List<Tree> trees = new ArrayList<>();
    int round;
    int bestRound;
    double bestLoss = Double.POSITIVE_INFINITY;
    double trainingLoss = Double.NaN;
    double validationLoss = Double.NaN;
    /** The last round found nothing to split. */
    boolean exhausted;

    BoostingState(BoostingProblem problem) {
        int outputs = problem.objective().outputs();
        this.problem = problem;
        this.grower = new TreeGrower(problem.binned(), 1, problem.growth(), problem.workers());
        this.start = problem.objective().start(problem.parts().training(), problem.rowWeights());
        this.scores = new double[Math.multiplyExact(problem.rows().rows(), outputs)];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = start[i % outputs];
        }
    }

    byte[] toBytes() {
        BinaryWriter out = new BinaryWriter().put(MAGIC).put(problem.fingerprint());
        out.put(round)
                .put(bestRound)
                .put(bestLoss)
                .put(trainingLoss)
                .put(validationLoss)
                .put(exhausted);
        for (Tree tree : trees) {
            tree.write(out);
        }
        return out.toBytes();
    }

    static BoostingState fromBytes(BoostingProblem problem, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.expect(MAGIC, "checkpoint of boosted trees");
        if (in.getLong() != problem.fingerprint()) {
            throw new CorruptContent("This checkpoint belongs to another training.");
        }
        BoostingState state = new BoostingState(problem);
        int outputs = problem.objective().outputs();
        state.round = in.getInt(0, Integer.MAX_VALUE);
        state.bestRound = in.getInt(0, state.round);
        state.bestLoss = in.getDouble();
        state.trainingLoss = in.getDouble();
        state.validationLoss = in.getDouble();
        state.exhausted = in.getBoolean();
        for (long i = 0; i < (long) state.round * outputs; i++) {
            Tree tree = Tree.read(in);
            try {
                tree.requireSound(0, tree.size(), problem.rows().width(), 1);
            } catch (IllegalArgumentException e) {
                throw new CorruptContent("The checkpoint holds " + e.getMessage() + ".", e);
            }
            state.trees.add(tree);
            state.addTree(tree, (int) (i % outputs), new boolean[problem.rows().rows()]);
        }
        in.end();
        return state;
    }

    /** Adds the tree's values to the scores of the rows that do not have them yet. */
    void addTree(Tree tree, int output, boolean[] added) {
        int outputs = problem.objective().outputs();
        problem.workers().forEach((added.length + CHUNK - 1) / CHUNK, chunk -> {
            int to = Math.min(added.length, (chunk + 1) * CHUNK);
            for (int row = chunk * CHUNK; row < to; row++) {
                if (!added[row]) {
                    scores[row * outputs + output] += tree.values()[tree.leaf(problem.rows(), row)];
                }
            }
        });
    }
}
