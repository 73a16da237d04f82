package org.modelyard.ml.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.ml.tree.Grown;
import org.modelyard.ml.tree.Tree;
import org.modelyard.ml.tree.TreeGrower;

/** Independent trees, so many of them grown. What rows out of the bag were answered follows from them and is not written down. */
final class ForestState {

    private static final int MAGIC = 0x4D594F31; // MYO1
    private static final int CHUNK = 4096;

    final ForestProblem problem;
    final List<Tree> trees = new ArrayList<>();
    double trainingLoss = Double.NaN;
    double validationLoss = Double.NaN;
    private final TreeGrower grower;
    /** Summed answers of the trees that did not learn from the row: {@code [row * outputs + output]}. */
    private final double[] outside;

    private final int[] outsideTrees;

    ForestState(ForestProblem problem, double columnShare) {
        this.problem = problem;
        this.grower =
                new TreeGrower(problem.binned(), problem.outputs(), problem.growth(columnShare), problem.workers());
        int rows = problem.bootstrap() ? problem.rows().rows() : 0;
        this.outside = new double[Math.multiplyExact(rows, problem.outputs())];
        this.outsideTrees = new int[rows];
    }

    void grow() {
        int tree = trees.size();
        int[] drawn = problem.drawn(tree);
        boolean[] allowed = new boolean[problem.binned().columns()];
        Arrays.fill(allowed, true);
        Grown grown = grower.grow(
                ForestProblem.order(drawn), problem.sample(drawn), allowed, problem.seed(tree) ^ 0x5DEECE66DL);
        trees.add(grown.tree());
        double[] sum = new double[2];
        grown.forEach((row, value) -> {
            double weight = drawn[row] * problem.rowWeights().of(row);
            sum[0] += weight * problem.loss(grown.tree().values(), value, row);
            sum[1] += weight;
        });
        trainingLoss = sum[0] / sum[1];
        answer(grown.tree(), drawn);
        validationLoss = outOfBagLoss();
    }

    /** Adds the tree's answers for the rows that it did not learn from. */
    private void answer(Tree tree, int[] drawn) {
        int outputs = problem.outputs();
        problem.workers().forEach((outsideTrees.length + CHUNK - 1) / CHUNK, chunk -> {
            int to = Math.min(outsideTrees.length, (chunk + 1) * CHUNK);
            for (int row = chunk * CHUNK; row < to; row++) {
                if (drawn[row] == 0) {
                    int value = tree.leaf(problem.rows(), row);
                    for (int k = 0; k < outputs; k++) {
                        outside[row * outputs + k] += tree.values()[value + k];
                    }
                    outsideTrees[row]++;
                }
            }
        });
    }

    private double outOfBagLoss() {
        double[] mean = new double[problem.outputs()];
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < outsideTrees.length; row++) {
            if (outsideTrees[row] > 0) {
                for (int k = 0; k < mean.length; k++) {
                    mean[k] = outside[row * mean.length + k] / outsideTrees[row];
                }
                double weight = problem.rowWeights().of(row);
                sum += weight * problem.loss(mean, 0, row);
                weights += weight;
            }
        }
        return weights == 0 ? Double.NaN : sum / weights;
    }

    byte[] toBytes() {
        BinaryWriter out = new BinaryWriter().put(MAGIC).put(problem.fingerprint());
        out.put(trees.size()).put(trainingLoss).put(validationLoss);
        for (Tree tree : trees) {
            tree.write(out);
        }
        return out.toBytes();
    }

    /** @param fresh a state of the same training, filled */
    static ForestState fromBytes(ForestState fresh, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.expect(MAGIC, "checkpoint of a forest");
        ForestProblem problem = fresh.problem;
        if (in.getLong() != problem.fingerprint()) {
            throw new CorruptContent("This checkpoint belongs to another training.");
        }
        int count = in.getInt(0, Integer.MAX_VALUE);
        fresh.trainingLoss = in.getDouble();
        fresh.validationLoss = in.getDouble();
        for (int i = 0; i < count; i++) {
            Tree tree = Tree.read(in);
            try {
                tree.requireSound(0, tree.size(), problem.rows().width(), problem.outputs());
            } catch (IllegalArgumentException e) {
                throw new CorruptContent("The checkpoint holds " + e.getMessage() + ".", e);
            }
            fresh.trees.add(tree);
            fresh.answer(tree, problem.drawn(i));
        }
        in.end();
        return fresh;
    }

    /** Whose answer is the mean of the trees'. */
    TreeEnsemble finish() {
        double share = 1.0 / trees.size();
        List<Tree> shares = new ArrayList<>();
        for (Tree tree : trees) {
            double[] values =
                    Arrays.stream(tree.values()).map(value -> value * share).toArray();
            shares.add(new Tree(tree.features(), tree.thresholds(), tree.next(), tree.covers(), values));
        }
        return TreeEnsemble.of(
                problem.link(),
                problem.outputs(),
                problem.rows().width(),
                new double[problem.outputs()],
                problem.outputs(),
                shares);
    }
}
