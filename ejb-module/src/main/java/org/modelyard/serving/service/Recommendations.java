package org.modelyard.serving.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.ml.advice.CandidateRanking;
import org.modelyard.ml.onnx.OnnxFailure;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.TooLate;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.InputReader;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.TrafficSplit;

/** Ranks candidates for a unit by what serves; the best are predictions like any other, in the log, and open to feedback. */
@ApplicationScoped
public class Recommendations {

    private static final System.Logger LOG = System.getLogger(Recommendations.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int MOST_ERRORS = 20;

    @Inject
    private Predictor predictor;

    @Inject
    private Clock clock;

    @Inject
    private AnswerRooms rooms;

    /**
     * One of those to choose from.
     *
     * @param inputs by name, beside those that all share
     * @param dimensions that its prediction is logged with, as JSON; null: none
     */
    public record Candidate(Map<String, Object> inputs, @Nullable String dimensions) {}

    /**
     * What is to be ranked.
     *
     * @param unit decides the variant, as for a prediction
     * @param inputs by name, that all candidates share
     * @param attributes of the unit, as JSON; null: none
     * @param label whose probability is ranked by; null for a regression, and for the second of two
     * @param top how many are wanted, at least 1
     * @param traceId of the request, 32 hexadecimal digits; null where none was told
     */
    public record Wish(
            String unit,
            Map<String, Object> inputs,
            List<Candidate> candidates,
            @Nullable String attributes,
            @Nullable String label,
            int top,
            @Nullable String traceId) {}

    /** @param outcomes of the ranking's candidates, in its order: each is in the log */
    public record Recommended(CandidateRanking ranking, List<PredictionOutcome> outcomes) {}

    /**
     * @param startNanos {@link System#nanoTime} when the request came
     * @param told is done when a refusal for want of room or time is in the log already, as a failure of a version that is compared
     * @throws Refusal.Invalid when candidates do not fit the model or the log, or there is no such label
     * @throws Refusal.Unavailable when not all could be asked about by the deadline, or the model has no answer for one of them
     */
    public Recommended rank(Caller caller, Route route, Wish wish, long startNanos, Deadline deadline, Runnable told) {
        caller.require(Role.REVIEWER);
        List<PredictionRow> rows = rows(route.signature(), wish); // all variants read the same
        // who answers is settled once, by what is said of the unit and by the first candidate's inputs: all are ranked
        // by the same
        PredictionRow first = rows.isEmpty() ? null : rows.get(0);
        Route settled = first == null ? route : route.settled(first, clock.millis());
        requireLoggable(predictor.loggable(settled, rows));
        TrafficSplit.Variant variant = settled.variant(wish.unit());
        Servable servable = settled.servable(variant);
        try (DeploymentRooms.Stay stay = rooms.enter(caller, settled, variant, first, startNanos, told)) {
            CandidateRanking ranking = CandidateRanking.of(
                    new Timed(servable.scorer(), deadline, wish.attributes()),
                    servable.scorer(),
                    rows.stream().map(PredictionRow::inputs).toList(),
                    wish.label(),
                    wish.top());
            List<PredictionRow> best = ranking.candidates().stream()
                    .map(one -> rows.get(one.position()))
                    .toList();
            return new Recommended(ranking, predictor.inside(caller, settled, best, startNanos, deadline));
        } catch (TooLate | Unanswerable | OnnxFailure e) {
            if (rooms.unanswered(caller, settled, variant, first, startNanos)) {
                told.run();
            }
            throw unranked(servable, e);
        }
    }

    /** A candidate without an answer has no place among the others, and to leave it out would look like a bad one. */
    private static Refusal.Unavailable unranked(Servable servable, RuntimeException e) {
        if (e instanceof TooLate) {
            return new Refusal.Unavailable(
                    "Not all candidates could be asked about in time: give fewer, or more time.", RETRY_AFTER);
        }
        LOG.log(Level.WARNING, servable.model() + " " + servable.version() + ": " + e.getMessage());
        return new Refusal.Unavailable(
                "The model has no answer for one of the candidates, so that they cannot be ranked; the server's log says why.",
                RETRY_AFTER);
    }

    /** Any of them may be among the best, and those are logged. */
    private static void requireLoggable(List<PredictionRow> rows) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < rows.size() && errors.size() < MOST_ERRORS; i++) {
            for (FieldError error : rows.get(i).errors()) {
                errors.add(new FieldError("candidates[" + i + "]", error.message()));
            }
        }
        requireNone(errors);
    }

    private static List<PredictionRow> rows(Signature signature, Wish wish) {
        List<Map<String, Object>> joined = CandidateRanking.join(
                wish.inputs(), wish.candidates().stream().map(Candidate::inputs).toList());
        InputReader reader = new InputReader(signature);
        List<PredictionRow> rows = new ArrayList<>(joined.size());
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < joined.size() && errors.size() < MOST_ERRORS; i++) {
            try (JsonParser json = JSON.valueToTree(joined.get(i)).traverse(JSON)) {
                json.nextToken();
                rows.add(new PredictionRow(
                        reader.read(json, "candidates[" + i + "]"),
                        List.of(),
                        wish.unit(),
                        wish.candidates().get(i).dimensions(),
                        wish.attributes(),
                        null,
                        wish.traceId()));
                errors.addAll(reader.errors());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        requireNone(errors);
        return rows;
    }

    private static void requireNone(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new Refusal.Invalid("Candidates do not fit the model.", errors);
        }
    }

    /** Gives up when the time is over. */
    private record Timed(Scorer scorer, Deadline deadline, @Nullable String attributes) implements Scorer {

        private static final Scores[] NONE = {};

        @Override
        public Signature signature() {
            return scorer.signature();
        }

        @Override
        public int batch() {
            return scorer.batch();
        }

        @Override
        public Scores[] scoreAll(InputRow[] rows) {
            requireTime();
            return scorer.scoreAll(rows, deadline);
        }

        private void requireTime() {
            if (deadline.over()) {
                throw new TooLate("the time for all candidates is over");
            }
        }

        @Override
        public Scores score(InputRow row) {
            requireTime();
            return scorer.signature().outputs().isEmpty()
                    ? scorer.score(row, NONE, new Asking(deadline, attributes))
                    : scorer.score(row);
        }
    }
}
