package org.modelyard.ml.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.advice.ContentAdvice.Lengths;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.stats.Interval;

/**
 * Tries the edits of a plan on a row: each changed row is asked about as a prediction is, and those that are predicted more are
 * suggested, the greatest gain first; of equal gains the first tried. Then up to {@value #MOST_TOGETHER} of the best hashtags are
 * added together, and pairs of the {@value #PAIRED} best edits of different topics are tried.
 *
 * @param scorer the model that serves: predictions and gains are its own
 * @param members tell how sure a gain is; {@link Members#NONE}: gains have no interval
 */
public record ContentAdvisor(Scorer scorer, Members members, AdvicePlan plan) {

    private static final int MOST_TOGETHER = 4;
    private static final int PAIRED = 8;

    /** @throws IllegalArgumentException when a member has other inputs, or the plan's inputs are not there */
    public ContentAdvisor {
        List<String> inputs = names(scorer);
        for (Scorer member : members.scorers()) {
            if (!names(member).equals(inputs)) {
                throw new IllegalArgumentException("a member has other inputs than the model that serves");
            }
        }
        List<String> changed = new ArrayList<>(plan.alternatives().keySet());
        if (plan.text() != null) {
            changed.add(plan.text());
        }
        if (plan.time() != null) {
            changed.add(plan.time());
        }
        if (!inputs.containsAll(changed)) {
            throw new IllegalArgumentException("the plan is for another model's inputs");
        }
    }

    private static List<String> names(Scorer scorer) {
        return scorer.signature().inputs().stream()
                .map(input -> input.feature().name())
                .toList();
    }

    /** Edits made together and what they lead to. */
    private record Tried(List<Edit> edits, InputRow row, double predicted, double gain) {
        Edit first() {
            return edits.get(0);
        }
    }

    /**
     * @param row in the order of the signature's inputs
     * @param label whose probability is to be raised; null for a regression, and for the second of two
     * @throws Refusal.Invalid when there is no such label, or more than two and none is named
     */
    public ContentAdvice advise(InputRow row, @Nullable String label) {
        String wanted = label(scorer.signature(), label);
        Edits edits = new Edits(plan, scorer.signature(), row);
        double now = ask(scorer, row, wanted);
        List<Tried> tried = new ArrayList<>();
        for (Edit edit : edits.single()) {
            tried.add(attempt(edits, List.of(edit), wanted, now));
        }
        together(tried).forEach(edit -> tried.add(attempt(edits, List.of(edit), wanted, now)));
        int singles = tried.size();
        List<Tried> better = tried.stream()
                .filter(one -> one.gain() > 0)
                .sorted(Comparator.comparingDouble(Tried::gain).reversed())
                .toList();
        if (better.isEmpty()) {
            return new ContentAdvice.NothingBetter(
                    wanted,
                    now,
                    singles,
                    singles == 0
                            ? "The plan has no edit for this row."
                            : "None of the " + singles + " edits that were tried raises the prediction.");
        }
        List<Tried> pairs = plan.pairs() ? pairs(better, edits, wanted, now) : List.of();
        int all = singles + pairs.size();
        Tried best = pairs.stream().max(Comparator.comparingDouble(Tried::gain)).orElse(null);
        Judge judge = new Judge(edits, row, wanted, all);
        return new ContentAdvice.Suggested(
                wanted,
                now,
                better.stream().limit(plan.most()).map(judge::suggestion).toList(),
                best == null || best.gain() <= better.get(0).gain() ? null : judge.suggestion(best),
                lengths(tried),
                all);
    }

    static @Nullable String label(Signature signature, @Nullable String label) {
        List<String> labels = signature.labels();
        if (labels.isEmpty() && label != null) {
            throw new Refusal.Invalid("label", "A regression has no labels; leave 'label' out.");
        }
        if (label == null && labels.size() > 2) {
            throw new Refusal.Invalid(
                    "label", "Name the label whose probability counts; the model has " + labels.size() + ".");
        }
        if (label != null && !labels.contains(label)) {
            throw new Refusal.Invalid("label", "The model has no label '" + Texts.brief(label) + "'.");
        }
        return labels.isEmpty() ? null : label == null ? labels.get(labels.size() - 1) : label;
    }

    static double ask(Scorer scorer, InputRow row, @Nullable String label) {
        return told(scorer.score(row), label);
    }

    /** The label's probability, or the value. */
    static double told(Scores scores, @Nullable String label) {
        if (scores instanceof Scores.Labelled labelled) {
            int index = label == null ? -1 : labelled.labels().indexOf(label);
            if (index < 0) {
                throw new IllegalArgumentException("a model does not know the label '" + label + "'");
            }
            return labelled.probabilities()[index];
        }
        return ((Scores.Valued) scores).value();
    }

    private Tried attempt(Edits edits, List<Edit> wanted, @Nullable String label, double now) {
        InputRow changed = edits.apply(wanted);
        double predicted = ask(scorer, changed, label);
        return new Tried(wanted, changed, predicted, predicted - now);
    }

    /** The best hashtags that each gain alone: two of them, three, four. */
    private static List<Edit> together(List<Tried> tried) {
        List<Edit> best = tried.stream()
                .filter(one -> one.gain() > 0 && one.first().kind() == Edit.Kind.HASHTAGS_ADDED)
                .sorted(Comparator.comparingDouble(Tried::gain).reversed())
                .limit(MOST_TOGETHER)
                .map(Tried::first)
                .toList();
        List<Edit> together = new ArrayList<>();
        for (int count = 2; count <= best.size(); count++) {
            String hashtags = best.stream().limit(count).map(Edit::to).collect(Collectors.joining(" "));
            together.add(new Edit(Edit.Kind.HASHTAGS_ADDED, best.get(0).input(), hashtags));
        }
        return together;
    }

    private List<Tried> pairs(List<Tried> better, Edits edits, @Nullable String label, double now) {
        List<Tried> pairs = new ArrayList<>();
        List<Tried> best = better.subList(0, Math.min(PAIRED, better.size()));
        for (int i = 0; i < best.size(); i++) {
            for (int j = i + 1; j < best.size(); j++) {
                Edit one = best.get(i).first();
                Edit other = best.get(j).first();
                if (!one.topic().equals(other.topic())) {
                    pairs.add(attempt(edits, List.of(one, other), label, now));
                }
            }
        }
        return pairs;
    }

    private static @Nullable Lengths lengths(List<Tried> tried) {
        List<Tried> shorter = tried.stream()
                .filter(one -> one.first().kind() == Edit.Kind.SHORTENED)
                .toList();
        Tried best = shorter.stream()
                .max(Comparator.comparingDouble(Tried::gain))
                .filter(one -> one.gain() > 0)
                .orElse(null);
        if (best == null) {
            return null;
        }
        int from = shorter.indexOf(best);
        int to = from;
        while (from > 0 && shorter.get(from - 1).gain() > 0) {
            from--;
        }
        while (to < shorter.size() - 1 && shorter.get(to + 1).gain() > 0) {
            to++;
        }
        return new Lengths(words(shorter.get(from)), words(shorter.get(to)));
    }

    private static int words(Tried shortened) {
        return Integer.parseInt(shortened.first().to());
    }

    /** Asks the members about the edits that are shown. */
    private final class Judge {
        private final Edits edits;
        private final @Nullable String label;
        private final int tried;
        private final double[] before;

        Judge(Edits edits, InputRow row, @Nullable String label, int tried) {
            this.edits = edits;
            this.label = label;
            this.tried = tried;
            this.before = answers(row);
        }

        private double[] answers(InputRow row) {
            return members.scorers().stream()
                    .mapToDouble(member -> ask(member, row, label))
                    .toArray();
        }

        Suggestion suggestion(Tried one) {
            double[] gains = answers(one.row());
            for (int i = 0; i < gains.length; i++) {
                gains[i] -= before[i];
            }
            Interval interval = members.interval(one.gain(), gains, tried);
            return new Suggestion(
                    one.edits(),
                    edits.inputs(one.edits(), one.row()),
                    one.predicted(),
                    one.gain(),
                    interval,
                    interval == null ? members.reason() : null);
        }
    }
}
