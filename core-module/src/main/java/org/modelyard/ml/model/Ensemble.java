package org.modelyard.ml.model;

import java.util.List;
import org.modelyard.ml.feature.SparseVector;

/**
 * Models whose answers are weighed and added up. Their answers are numbers, or probabilities: of the second of two labels, else one a
 * label. Answers allocate a little, as members may use the row's own scratch space.
 *
 * @param outputs sums a row has, as every member's
 * @param width encoded features, as every member's
 * @param members two or more kinds may be mixed, but no ensembles
 * @param weights {@code [(member * outputs + its output) * outputs + output]}
 * @param bias one an output
 */
public record Ensemble(Link link, int outputs, int width, List<TrainedModel> members, double[] weights, double[] bias)
        implements TrainedModel {

    public Ensemble {
        members = List.copyOf(members);
        require(link.accepts(outputs) && bias.length == outputs, "outputs");
        require(!members.isEmpty() && weights.length == (long) members.size() * outputs * outputs, "weights");
        for (TrainedModel member : members) {
            require(
                    !(member instanceof Ensemble)
                            && member.outputs() == outputs
                            && member.width() == width
                            && member.labels() == link.labels(outputs),
                    "members");
        }
        for (double weight : weights) {
            require(Double.isFinite(weight), "weights");
        }
        for (double weight : bias) {
            require(Double.isFinite(weight), "bias");
        }
    }

    /** The mean of the members' answers. */
    public static Ensemble mean(List<TrainedModel> members) {
        TrainedModel first = members.get(0);
        int outputs = first.outputs();
        double[] weights = new double[members.size() * outputs * outputs];
        for (int input = 0; input < members.size() * outputs; input++) {
            weights[input * outputs + input % outputs] = 1.0 / members.size();
        }
        Link link = first.labels() == 0 ? Link.IDENTITY : Link.PROBABILITIES;
        return new Ensemble(link, outputs, first.width(), members, weights, new double[outputs]);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("an ensemble with unsound " + what);
        }
    }

    @Override
    public double sum(SparseVector row) {
        double sum = bias[0];
        for (int member = 0; member < members.size(); member++) {
            sum += weights[member] * answers(members.get(member), row)[0];
        }
        return sum;
    }

    @Override
    public void sums(SparseVector row, double[] sums) {
        System.arraycopy(bias, 0, sums, 0, outputs);
        int at = 0;
        for (TrainedModel member : members) {
            for (double answer : answers(member, row)) {
                for (int k = 0; k < outputs; k++) {
                    sums[k] += weights[at++] * answer;
                }
            }
        }
    }

    /**
     * A model's number, its probability of the second of two labels, or of each of more. StrictMath: ensembles learn from them, and learn
     * the same on every machine.
     */
    public static double[] answers(TrainedModel model, SparseVector row) {
        double[] sums = new double[model.outputs()];
        if (sums.length > 1) {
            model.sums(row, sums);
            toProbabilities(model.link(), sums);
            return sums;
        }
        double sum = model.sum(row);
        sums[0] = switch (model.link()) {
            case LOGISTIC -> 1 / (1 + StrictMath.exp(-sum));
            case PROBABILITIES -> Math.max(0, Math.min(1, sum));
            case IDENTITY, SOFTMAX -> sum;
        };
        return sums;
    }

    private static void toProbabilities(Link link, double[] sums) {
        double max = Double.NEGATIVE_INFINITY;
        for (double sum : sums) {
            max = Math.max(max, sum);
        }
        double total = 0;
        for (int k = 0; k < sums.length; k++) {
            sums[k] = link == Link.SOFTMAX ? StrictMath.exp(sums[k] - max) : Math.max(0, sums[k]);
            total += sums[k];
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] = total > 0 ? sums[k] / total : 1.0 / sums.length;
        }
    }
}
