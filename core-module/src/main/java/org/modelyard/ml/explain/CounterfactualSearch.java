package org.modelyard.ml.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.ValueText;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.explain.Moves.Move;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;

/**
 * Looks for the fewest, then smallest changes of inputs that give another answer. Every single change is tried; then pairs,
 * triples and so on that begin with the {@value #BEAM} sets nearest to the wanted answer (a beam search, so fewer changes may
 * exist where several are needed). Numbers are then drawn back towards the row's own as far as the answer holds. Values are only
 * such as the background has. Sensitive inputs are never changed, nor are texts and times.
 *
 * @param background rows that tell which values occur, such as a thousand of the training rows
 * @param fixed inputs that cannot be changed, by name
 * @param mostChanges at least 1
 * @param mostAsked rows that the scorer is asked about before the search gives up
 */
public record CounterfactualSearch(Scorer scorer, Table background, Set<String> fixed, int mostChanges, int mostAsked) {

    public static final int MOST_CHANGES = 3;
    public static final int MOST_ASKED = 20_000;

    private static final int BEAM = 20;
    private static final int ALTERNATIVES = 3;
    private static final int HALVINGS = 12;

    public CounterfactualSearch {
        fixed = Set.copyOf(fixed);
        if (background.rows() == 0 || mostChanges < 1 || mostAsked < 1) {
            throw new IllegalArgumentException(
                    background.rows() + " rows, " + mostChanges + " changes, " + mostAsked + " questions");
        }
    }

    /** Some changes of the row and the answer that they give. */
    private record Tried(List<Move> moves, Scores scores, double nearness, double distance) {}

    /** @throws IllegalArgumentException when the row has the wanted answer already, or the model gives no such answers */
    public Counterfactual find(InputRow row, Wanted wanted) {
        boolean label = wanted instanceof Wanted.Label || wanted instanceof Wanted.OtherThan;
        if (label == scorer.signature().labels().isEmpty()) {
            throw new IllegalArgumentException(
                    label ? "a regression answers with no label" : "a classifier answers with no value");
        }
        Search search = new Search(row, wanted);
        Tried start = search.ask(List.of());
        if (wanted.met(start.scores())) {
            throw new IllegalArgumentException("the row has the wanted answer already");
        }
        List<Move> moves = Moves.of(background, row, fixed);
        if (moves.isEmpty()) {
            return new Counterfactual.NotFound(
                    "No input may be changed: sensitive ones, texts and times never are.", search.asked);
        }
        List<Tried> beam = List.of(start);
        for (int changes = 1; changes <= mostChanges; changes++) {
            List<Tried> tried = search.extend(beam, moves);
            List<Tried> found =
                    tried.stream().filter(one -> wanted.met(one.scores())).toList();
            if (!found.isEmpty()) {
                return new Counterfactual.Found(search.nearest(found), search.asked);
            }
            if (search.exhausted()) {
                return new Counterfactual.NotFound(
                        "No change was found before " + mostAsked + " questions were asked, with at most " + changes
                                + " inputs changed.",
                        search.asked);
            }
            beam = tried.stream()
                    .sorted(Comparator.comparingDouble(Tried::nearness).reversed())
                    .limit(BEAM)
                    .toList();
        }
        return new Counterfactual.NotFound(
                "No change of up to " + mostChanges + " inputs was found that gives the wanted answer.", search.asked);
    }

    /** One search: counts its questions. */
    private final class Search {
        private final InputRow row;
        private final Wanted wanted;
        private int asked;

        Search(InputRow row, Wanted wanted) {
            this.row = row;
            this.wanted = wanted;
        }

        boolean exhausted() {
            return asked >= mostAsked;
        }

        Tried ask(List<Move> moves) {
            InputRow changed = new InputRow(row.numbers().clone(), row.texts().clone());
            double distance = 0;
            for (Move move : moves) {
                distance += move.distance(row);
                move.apply(changed);
            }
            asked++;
            Scores scores = scorer.score(changed);
            return new Tried(moves, scores, wanted.nearness(scores), distance);
        }

        /** Each of the beam with one more input changed, each set of changes once. */
        List<Tried> extend(List<Tried> beam, List<Move> moves) {
            List<Tried> tried = new ArrayList<>();
            Set<Set<Move>> seen = new HashSet<>();
            for (Tried from : beam) {
                for (Move move : moves) {
                    boolean again = from.moves().stream().anyMatch(one -> one.input() == move.input());
                    List<Move> more = new ArrayList<>(from.moves());
                    more.add(move);
                    if (!again && !exhausted() && seen.add(Set.copyOf(more))) {
                        tried.add(ask(more));
                    }
                }
            }
            return tried;
        }

        /** The nearest ones of different inputs, each drawn back as far as the answer holds. */
        List<Counterfactual.Alternative> nearest(List<Tried> found) {
            List<Tried> nearest = new ArrayList<>();
            Set<Set<Integer>> inputs = new HashSet<>();
            found.stream()
                    .sorted(Comparator.comparingDouble(Tried::distance))
                    .filter(one ->
                            inputs.add(one.moves().stream().map(Move::input).collect(Collectors.toSet())))
                    .limit(ALTERNATIVES)
                    .forEach(one -> nearest.add(drawnBack(one)));
            nearest.sort(Comparator.comparingDouble(Tried::distance));
            return nearest.stream().map(this::alternative).toList();
        }

        private Tried drawnBack(Tried found) {
            Tried best = found;
            for (int i = 0; i < found.moves().size(); i++) {
                Move move = found.moves().get(i);
                double near = row.numbers()[move.input()];
                double far = move.number();
                for (int halving = 0; move.scale() > 0 && halving < HALVINGS; halving++) {
                    double middle = move.whole() ? Math.rint((near + far) / 2) : (near + far) / 2;
                    if (middle == near || middle == far) {
                        break;
                    }
                    List<Move> moves = new ArrayList<>(best.moves());
                    moves.set(i, move.to(middle));
                    Tried tried = ask(moves);
                    if (wanted.met(tried.scores())) {
                        best = tried;
                        far = middle;
                    } else {
                        near = middle;
                    }
                }
            }
            return best;
        }

        private Counterfactual.Alternative alternative(Tried tried) {
            List<Counterfactual.Change> changes = tried.moves().stream()
                    .map(move -> new Counterfactual.Change(
                            background.feature(move.input()).name(),
                            Explainer.text(background.feature(move.input()), row, move.input()),
                            text(move)))
                    .toList();
            return tried.scores() instanceof Scores.Labelled labelled
                    ? new Counterfactual.Alternative(changes, tried.distance(), labelled.label(), labelled.score())
                    : valued(changes, tried.distance(), ((Scores.Valued) tried.scores()).value());
        }

        private Counterfactual.Alternative valued(List<Counterfactual.Change> changes, double distance, double value) {
            return new Counterfactual.Alternative(
                    changes, distance, ValueText.format(FeatureType.NUMERIC, value), value);
        }

        private String text(Move move) {
            String text = move.text();
            return text == null
                    ? ValueText.format(background.feature(move.input()).type(), move.number())
                    : text;
        }
    }
}
