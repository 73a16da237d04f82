package org.modelyard.ml.bundle;

import static org.modelyard.ml.bundle.TribuoImport.require;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.ml.tree.Tree;
import org.tribuo.classification.protos.LabelProto;
import org.tribuo.common.tree.protos.LeafNodeProto;
import org.tribuo.common.tree.protos.SplitNodeProto;
import org.tribuo.common.tree.protos.TreeModelProto;
import org.tribuo.common.tree.protos.TreeNodeProto;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.protos.core.OutputProto;
import org.tribuo.protos.core.WeightedEnsembleModelProto;
import org.tribuo.regression.protos.RegressorProto;

/** Tribuo's trees as ours: what a tree adds to the answer lies in its leaves. */
final class TribuoTrees {

    /** Each tree has a vote for its own label. */
    static final String VOTES = "org.tribuo.classification.ensemble.VotingCombiner";

    /** Each tree votes with its probabilities. */
    static final String WEIGHTED_VOTES = "org.tribuo.classification.ensemble.FullyWeightedVotingCombiner";

    static final String MEAN = "org.tribuo.regression.ensemble.AveragingCombiner";

    private static final int MOST_NODES = 4_000_000;
    /** Of all leaves: each may have one for each label. */
    private static final int MOST_VALUES = 32 << 20;

    private static final double SLACK = 1e-6;

    private final List<TreeModelProto> trees = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();
    private final boolean votes;
    private int nodes;

    TribuoTrees(TreeModelProto tree) {
        add(tree, 1);
        votes = false;
    }

    TribuoTrees(WeightedEnsembleModelProto ensemble) throws InvalidProtocolBufferException {
        require(
                ensemble.getModelsCount() > 0 && ensemble.getModelsCount() == ensemble.getWeightsCount(),
                "Its members do not have a weight each.");
        double sum = 0;
        for (float weight : ensemble.getWeightsList()) {
            require(weight >= 0 && Float.isFinite(weight), "A member's weight is no number that can weigh.");
            sum += weight;
        }
        require(sum > 0, "Its members have no weight.");
        for (int i = 0; i < ensemble.getModelsCount(); i++) {
            ModelProto member = ensemble.getModels(i);
            require(member.getSerializedData().is(TreeModelProto.class), "It is made of other members than trees.");
            add(member.getSerializedData().unpack(TreeModelProto.class), ensemble.getWeights(i) / sum);
        }
        votes = ensemble.getCombiner().getClassName().equals(VOTES);
    }

    /** Counted one by one: those of a whole ensemble may be more than the memory holds. */
    private void add(TreeModelProto tree, double share) {
        nodes += tree.getNodesCount();
        require(nodes <= MOST_NODES, "Its trees have more than " + MOST_NODES + " nodes.");
        trees.add(tree);
        shares.add(share);
    }

    /** @param labels empty for a regression */
    TreeEnsemble model(List<String> features, List<String> labels) throws InvalidProtocolBufferException {
        Map<String, Integer> columns = places(features);
        Map<String, Integer> classes = places(labels);
        int outputs = width(classes);
        require((long) nodes * outputs <= MOST_VALUES, "Its leaves hold too many numbers.");
        List<Tree> made = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            TreeModelProto tree = trees.get(i);
            int[] own = TribuoImport.features(tree.getMetadata()).stream()
                    .mapToInt(name -> columns.getOrDefault(name, -1))
                    .toArray();
            require(Arrays.stream(own).noneMatch(column -> column < 0), "A member has features that the model lacks.");
            made.add(tree(tree, own, classes, shares.get(i)));
        }
        return TreeEnsemble.of(
                labels.isEmpty() ? Link.IDENTITY : Link.PROBABILITIES,
                outputs,
                features.size(),
                new double[outputs],
                outputs,
                made);
    }

    private static Map<String, Integer> places(List<String> names) {
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        return places;
    }

    /** Children side by side behind their parent, as ours lie. */
    private Tree tree(TreeModelProto proto, int[] columns, Map<String, Integer> classes, double share)
            throws InvalidProtocolBufferException {
        int count = proto.getNodesCount();
        require(count > 0, "A tree has no node.");
        Tree tree = new Tree(
                new int[count], new float[count], new int[count], new float[count], new double[count * width(classes)]);
        int values = 0;
        int placed = 1;
        Deque<Integer> waiting = new ArrayDeque<>(List.of(0));
        boolean[] seen = new boolean[count];
        for (int at = 0; at < placed; at++) {
            int index = waiting.remove();
            require(index >= 0 && index < count && !seen[index], "A tree's nodes do not form one.");
            seen[index] = true;
            TreeNodeProto node = proto.getNodes(index);
            if (node.getSerializedData().is(SplitNodeProto.class)) {
                SplitNodeProto split = node.getSerializedData().unpack(SplitNodeProto.class);
                int feature = split.getSplitFeatureIdx();
                require(
                        feature >= 0 && feature < columns.length && placed + 2 <= count,
                        "A tree's nodes do not form one.");
                tree.features()[at] = columns[feature];
                tree.thresholds()[at] = below(split.getSplitValue());
                tree.next()[at] = placed;
                waiting.add(split.getLessThanOrEqualIdx());
                waiting.add(split.getGreaterThanIdx());
                placed += 2;
            } else {
                LeafNodeProto leaf = node.getSerializedData().unpack(LeafNodeProto.class);
                tree.features()[at] = -1;
                tree.next()[at] = values;
                for (double value : values(leaf, classes)) {
                    tree.values()[values++] = share * value;
                }
            }
        }
        require(placed == count, "A tree has nodes that belong to none.");
        return new Tree(
                tree.features(), tree.thresholds(), tree.next(), tree.covers(), Arrays.copyOf(tree.values(), values));
    }

    private static int width(Map<String, Integer> classes) {
        return classes.size() <= 2 ? 1 : classes.size();
    }

    /** The largest float that is no larger: floats are above it where they are above the number itself. */
    private static float below(double threshold) {
        require(Double.isFinite(threshold), "A tree splits at no number.");
        float near = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, threshold));
        return near > threshold ? Math.nextDown(near) : near;
    }

    private double[] values(LeafNodeProto leaf, Map<String, Integer> classes) throws InvalidProtocolBufferException {
        if (classes.isEmpty()) {
            RegressorProto answer = leaf.getOutput().getSerializedData().unpack(RegressorProto.class);
            require(
                    answer.getValueCount() == 1,
                    "A leaf answers " + answer.getValueCount() + " numbers; one is taken.");
            return new double[] {answer.getValue(0)};
        }
        double[] probabilities = new double[classes.size()];
        if (votes) {
            probabilities[place(leaf.getOutput(), classes)] = 1;
        } else {
            double sum = 0;
            for (OutputProto output : leaf.getScoreMap().values()) {
                LabelProto label = output.getSerializedData().unpack(LabelProto.class);
                require(label.getScore() >= 0, "A leaf answers no probabilities.");
                probabilities[place(output, classes)] = label.getScore();
                sum += label.getScore();
            }
            require(Math.abs(sum - 1) < SLACK, "A leaf answers no probabilities.");
        }
        return classes.size() == 2 ? new double[] {probabilities[1]} : probabilities;
    }

    private static int place(OutputProto output, Map<String, Integer> classes) throws InvalidProtocolBufferException {
        Integer place =
                classes.get(output.getSerializedData().unpack(LabelProto.class).getLabel());
        if (place == null) {
            throw new CorruptBundle("A leaf answers a label that the model lacks.");
        }
        return place;
    }
}
