package org.modelyard.serving.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.advice.CandidateRanking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Outage;
import org.modelyard.platform.settings.ServingSettings;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.serving.model.CommonFields;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.service.PredictionOutcome;
import org.modelyard.serving.service.Recommendations;
import org.modelyard.serving.service.Route;

/** Candidates for a unit in the order of what serves says of them, with what speaks for and against each. */
@Named
@RequestScoped
public class RecommendPage {

    private static final Duration USUAL = Duration.ofSeconds(3);
    private static final int TOP = 10;
    private static final int MOST_TOP = 100;
    private static final int MOST_PROBLEMS = 20;

    @Inject
    private PredictTarget target;

    @Inject
    private InputFields fields;

    @Inject
    private AskFields ask;

    @Inject
    private Recommendations recommendations;

    @Inject
    private ServingSettings settings;

    @Inject
    private Viewer viewer;

    private @Nullable String candidates;
    private @Nullable Part file;
    private @Nullable String label;
    private @Nullable String top;
    private List<FieldError> problems = List.of();
    private String topProblem = "";
    private boolean told;
    private @Nullable Ranked ranked;

    /**
     * What came back.
     *
     * @param label whose probability is ranked by; null for a number
     * @param asked how many candidates there were
     * @param millis from the question to the answer, on the server
     */
    public record Ranked(@Nullable String label, int asked, List<Line> lines, double millis) {

        /**
         * One of the best.
         *
         * @param place from 1
         * @param width of its bar, in percent
         * @param inference null where it could not be logged as answered
         */
        public record Line(
                int place,
                String name,
                double score,
                double width,
                @Nullable String version,
                @Nullable String variant,
                @Nullable String inference,
                List<ReasonList.Line> reasons) {}
    }

    /** On the first look: fills in an example when the address asks for it. */
    public void load() {
        ModelVersionView version = target.getVersion();
        String dataset = version == null ? null : version.lineage().dataset();
        if (!Links.parameter("fill").isEmpty() && dataset != null) { // else it was trained elsewhere
            Notices.attempt(() -> fields.fill(dataset));
        }
    }

    public void rank() {
        problems = List.of();
        Notices.attempt(() -> {
            long start = System.nanoTime();
            try {
                CommonFields common = ask.readOfUnit();
                Route route = target.route();
                ranked = ranked(common, route, top(), start);
            } catch (RuntimeException e) {
                if (!told) { // else it is in the log as a failed row
                    target.refused(e, start);
                }
                throw e;
            }
        });
    }

    private int top() {
        topProblem = "";
        try {
            int wanted = top == null || top.isBlank() ? TOP : Integer.parseInt(top.strip());
            if (wanted >= 1 && wanted <= MOST_TOP) {
                return wanted;
            }
        } catch (NumberFormatException e) {
            throw noTop();
        }
        throw noTop();
    }

    private Refusal.Invalid noTop() {
        topProblem = "Ask for 1 to " + MOST_TOP + ".";
        return new Refusal.Invalid("top", topProblem);
    }

    private Ranked ranked(CommonFields common, Route route, int wanted, long start) {
        try {
            return asked(common, route, wanted, start);
        } catch (RuntimeException e) {
            problems = Outage.rootOf(e) instanceof Refusal.Invalid invalid ? invalid.errors() : List.of();
            throw e;
        }
    }

    private Ranked asked(CommonFields common, Route route, int wanted, long start) {
        PredictionRow said = common.with(new PredictionRow(InputRow.empty(0), List.of(), null, null, null, null));
        List<SentCandidate> sent = SentCandidate.read(
                SentRows.bytes(file, candidates, settings.maxBody(), "candidates"),
                target.chosen().signature(),
                CandidateRanking.MOST_CANDIDATES);
        Deadline named = common.wish().deadline(start);
        Deadline deadline = named.set() ? named : Deadline.after(start, USUAL);
        Map<String, Object> shared = fields.typed(target.chosen().signature());
        sent.forEach(one -> one.inputs().keySet().forEach(shared::remove));
        Recommendations.Wish wish = new Recommendations.Wish(
                Objects.requireNonNull(said.unit()),
                shared,
                sent.stream()
                        .map(one -> new Recommendations.Candidate(one.inputs(), one.dimensions()))
                        .toList(),
                said.attributes(),
                label == null || label.isBlank() ? null : label,
                wanted,
                null);
        Recommendations.Recommended best = target.inTurn(
                deadline, () -> recommendations.rank(viewer.caller(), route, wish, start, deadline, () -> told = true));
        double millis = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1e3;
        return new Ranked(best.ranking().label(), best.ranking().asked(), lines(best, sent), millis);
    }

    /** Bars are shares of a probability; of numbers, of the largest one shown. */
    static List<Ranked.Line> lines(Recommendations.Recommended best, List<SentCandidate> sent) {
        List<CandidateRanking.Candidate> shown = best.ranking().candidates();
        double whole = best.ranking().label() != null
                ? 1
                : shown.stream().mapToDouble(one -> Math.abs(one.score())).max().orElse(0);
        List<Ranked.Line> lines = new ArrayList<>(shown.size());
        for (int i = 0; i < shown.size(); i++) {
            CandidateRanking.Candidate one = shown.get(i);
            PredictionOutcome.Answered answered =
                    best.outcomes().get(i) instanceof PredictionOutcome.Answered given ? given : null;
            lines.add(new Ranked.Line(
                    i + 1,
                    sent.get(one.position()).name(one.position()),
                    one.score(),
                    whole == 0 ? 0 : 100 * Math.max(0, one.score()) / whole,
                    answered == null ? null : answered.version(),
                    answered == null ? null : answered.variant(),
                    answered == null ? null : answered.inferenceId().toString(),
                    ReasonList.lines(one.reasons())));
        }
        return lines;
    }

    /** Null until they were ranked. */
    public @Nullable Ranked getRanked() {
        return ranked;
    }

    /** What is wrong with the candidates, each with its place. */
    public List<FieldError> getProblems() {
        return problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()));
    }

    public String getTopProblem() {
        return topProblem;
    }

    public @Nullable String getCandidates() {
        return candidates;
    }

    public void setCandidates(@Nullable String candidates) {
        this.candidates = candidates;
    }

    public @Nullable Part getFile() {
        return file;
    }

    public void setFile(@Nullable Part file) {
        this.file = file;
    }

    public @Nullable String getLabel() {
        return label;
    }

    public void setLabel(@Nullable String label) {
        this.label = label;
    }

    public @Nullable String getTop() {
        return top;
    }

    public void setTop(@Nullable String top) {
        this.top = top;
    }
}
