package org.modelyard.ml.declared;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.ml.condition.Condition;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.TooLate;
import org.modelyard.ml.score.Unanswerable;

/**
 * Asks members in order. The first answer counts whose condition holds, which came in time and whose score is enough; when there is
 * none, the last that was given. Says of each why it was not the one.
 */
final class ChainScorer implements Scorer {

    private static final System.Logger LOG = System.getLogger(ChainScorer.class.getName());
    private static final Scores[] NONE = {};

    private final Signature signature;
    private final AttributeReader attributes;
    private final List<Member> members;

    /**
     * @param inputs for each of its inputs, the place in the chain's
     * @param labels for each of its labels, the place in the chain's
     */
    private record Member(ChainStep step, @Nullable Condition when, Scorer scorer, int[] inputs, int[] labels) {}

    ChainScorer(
            Signature signature,
            List<FeatureSpec> attributes,
            List<ChainStep> steps,
            List<@Nullable Condition> conditions,
            List<Scorer> scorers) {
        this.signature = signature;
        this.attributes = new AttributeReader(attributes);
        List<Member> all = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Signature own = scorers.get(i).signature();
            int[] inputs = own.inputs().stream()
                    .mapToInt(input -> signature.position(input.feature().name()))
                    .toArray();
            int[] labels = own.labels().stream()
                    .mapToInt(label -> signature.labels().indexOf(label))
                    .toArray();
            if (Arrays.stream(inputs).anyMatch(place -> place < 0)
                    || Arrays.stream(labels).anyMatch(place -> place < 0)) {
                throw new IllegalArgumentException(steps.get(i).name() + " has other inputs or labels than the chain");
            }
            all.add(new Member(steps.get(i), conditions.get(i), scorers.get(i), inputs, labels));
        }
        this.members = List.copyOf(all);
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public Scores score(InputRow row) {
        return score(row, NONE, new Asking(Deadline.NONE, null));
    }

    @Override
    public Scores score(InputRow row, Scores[] others, Asking asking) {
        InputRow whole = attributes.with(row, asking.attributes());
        StringBuilder passed = new StringBuilder();
        Scores last = null;
        Member lastMember = null;
        boolean late = false;
        boolean full = false;
        for (Member member : members) {
            if (member.when() != null && !member.when().holds(whole)) {
                note(passed, member, "its condition does not hold");
                continue;
            }
            Deadline deadline = deadline(member, asking.deadline());
            if (asking.deadline().over()) {
                throw new TooLate(
                        "the chain had no time left for " + member.step().name());
            }
            Asking own = new Asking(deadline, asking.attributes());
            InputRow asked = row(member, row);
            Scores scores = null;
            try {
                // its further outputs are no answer of the chain's, but it cannot answer without room for them
                Scores[] beside =
                        new Scores[member.scorer().signature().outputs().size()];
                scores = member.scorer().score(asked, beside, own);
            } catch (TooLate e) {
                late = true;
                note(passed, member, "it had no answer in time");
                continue;
            } catch (Unanswerable e) {
                full |= e.wantOfRoom();
                note(passed, member, "it had no answer (" + e.getMessage() + ")");
                continue;
            } catch (
                    RuntimeException
                            e) { // that one member fails is what the others are for; its message is not for the caller
                LOG.log(Level.ERROR, member.step().name() + " failed as a member of a chain", e);
                note(passed, member, "it failed");
                continue;
            } finally {
                asking.tried(new Asking.Tried(
                        member.step().model(),
                        member.step().version(),
                        member.scorer().signature(),
                        asked,
                        own,
                        scores != null));
            }
            if (!scores.finite()) {
                note(passed, member, "its answer is no number");
            } else if (deadline.over()) {
                late = true;
                note(passed, member, "it had no answer in time");
            } else if (scores instanceof Scores.Labelled labelled
                    && labelled.score() < member.step().minScore()) {
                note(
                        passed,
                        member,
                        "its score " + shown(labelled.score()) + " is below "
                                + member.step().minScore());
                last = widened(member, scores);
                lastMember = member;
            } else {
                asking.answered(member.step().name(), passed + enough(member, scores));
                return widened(member, scores);
            }
        }
        if (last == null || lastMember == null) {
            if (late) {
                throw new TooLate("no member of the chain has answered in time: " + passed);
            }
            String none = "no member of the chain has answered: " + passed;
            throw full ? Unanswerable.forWantOfRoom(none) : new Unanswerable(none);
        }
        asking.answered(lastMember.step().name(), passed + "no score was enough, so the last answer counts");
        return last;
    }

    private static Deadline deadline(Member member, Deadline whole) {
        Duration own = member.step().deadline();
        return own == null ? whole : whole.or(Deadline.after(System.nanoTime(), own));
    }

    private static String enough(Member member, Scores scores) {
        return scores instanceof Scores.Labelled labelled && member.step().minScore() > 0
                ? member.step().name() + ": its score " + shown(labelled.score()) + " is at least "
                        + member.step().minScore()
                : member.step().name() + ": its answer counts";
    }

    private static String shown(double score) {
        return String.format(Locale.ROOT, "%.3f", score);
    }

    private static void note(StringBuilder passed, Member member, String why) {
        passed.append(member.step().name()).append(": ").append(why).append("; ");
    }

    private static InputRow row(Member member, InputRow whole) {
        InputRow row = InputRow.empty(member.inputs().length);
        for (int i = 0; i < member.inputs().length; i++) {
            row.numbers()[i] = whole.numbers()[member.inputs()[i]];
            row.texts()[i] = whole.texts()[member.inputs()[i]];
        }
        return row;
    }

    /** Labels that the member does not know have the probability 0. */
    private Scores widened(Member member, Scores scores) {
        if (!(scores instanceof Scores.Labelled labelled)) {
            return scores;
        }
        double[] probabilities = new double[signature.labels().size()];
        for (int i = 0; i < member.labels().length; i++) {
            probabilities[member.labels()[i]] = labelled.probabilities()[i];
        }
        return new Scores.Labelled(signature.labels(), probabilities, member.labels()[labelled.best()]);
    }

    /** What each member needs. */
    @Override
    public InputRow leastRow() {
        InputRow row = InputRow.empty(signature.inputs().size());
        for (Member member : members) {
            InputRow least = member.scorer().leastRow();
            for (int i = 0; i < member.inputs().length; i++) {
                int place = member.inputs()[i];
                if (row.texts()[place] == null && Double.isNaN(row.numbers()[place])) {
                    row.numbers()[place] = least.numbers()[i];
                    row.texts()[place] = least.texts()[i];
                }
            }
        }
        return row;
    }

    @Override
    public boolean elsewhere() {
        return members.stream().anyMatch(member -> member.scorer().elsewhere());
    }

    @Override
    public void close() {
        members.forEach(member -> member.scorer().close());
    }
}
