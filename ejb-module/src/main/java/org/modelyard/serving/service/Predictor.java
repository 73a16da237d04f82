package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.TooLate;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RefusedRequest;
import org.modelyard.serving.model.Spent;
import org.modelyard.serving.model.TrafficSplit;

/**
 * The hot path: picks the variant, scores, writes the journal, answers. No transaction, no database, no lock across I/O;
 * an answer leaves only when its record is in the journal.
 */
@ApplicationScoped
public class Predictor {

    private static final System.Logger LOG = System.getLogger(Predictor.class.getName());
    private static final int UNAVAILABLE = 503;
    private static final String NOT_NOW = "not now";

    @Inject
    private RoutingTable table;

    @Inject
    private InferenceJournal journal;

    @Inject
    private AnswerRooms rooms;

    @Inject
    private ShadowMirror mirror;

    @Inject
    private LogPolicies policies;

    @Inject
    private ModelAccounts accounts;

    @Inject
    private Clock clock;

    private final LongAdder answered = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder requestsRefused = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /**
     * Where a request will go: its rows are read with the route's signature.
     *
     * @param environment null for production
     * @param version null for what the deployment says; {@code 1.2.0}, {@code ^1.2}, {@code latest} or {@code champion}
     * @throws Refusal.NotFound when nothing answers there
     * @throws Refusal.Forbidden when the caller is bound to other models
     */
    public Route route(Caller caller, String model, @Nullable String environment, @Nullable String version) {
        caller.require(Role.REVIEWER);
        caller.requireModel(model);
        return table.route(caller, model, environment, version);
    }

    /**
     * Where a request goes that is addressed to an experiment; each row goes to its unit's variant.
     *
     * @throws Refusal.Conflict unless the experiment runs and asks models
     */
    public Route experiment(Caller caller, String name) {
        caller.require(Role.REVIEWER);
        Route route = table.experiment(caller, name);
        route.models().values().forEach(caller::requireModel);
        return route;
    }

    /**
     * Answers each row for itself, in order.
     *
     * @param startNanos {@link System#nanoTime} when the request came: latencies count from there
     * @throws Refusal.Unavailable when the journal is full; rows before that are in the log though nobody sees their answer. Also when the
     *     deployment answers as many requests as it may: then nobody was asked
     */
    public List<PredictionOutcome> predict(Caller caller, Route route, List<PredictionRow> rows, long startNanos) {
        return predict(caller, route, rows, startNanos, Deadline.NONE);
    }

    /**
     * The same until the deadline: a row that has no answer by then has failed, late.
     *
     * @param startNanos {@link System#nanoTime} when the request came: latencies count from there
     */
    public List<PredictionOutcome> predict(
            Caller caller, Route route, List<PredictionRow> rows, long startNanos, Deadline deadline) {
        caller.require(Role.REVIEWER);
        List<PredictionRow> bounded = loggable(route, rows);
        AskedAhead ahead = AskedAhead.of(route, bounded, clock.millis());
        Runnable full = () -> noRoom(caller, route, rows, startNanos);
        try (DeploymentRooms.Stay stay = rooms.enter(caller, bounded, ahead, startNanos, full)) {
            return inside(caller, bounded, ahead, startNanos, deadline);
        }
    }

    private void noRoom(Caller caller, Route route, List<PredictionRow> rows, long startNanos) {
        String trace = rows.isEmpty() ? null : rows.get(0).traceId();
        refused(caller, new RefusedRequest(route.model(), UNAVAILABLE, NOT_NOW, trace), startNanos);
    }

    /** The same rows; one whose record would be larger than the journal takes does not fit, and has lost its inputs. */
    List<PredictionRow> loggable(Route route, List<PredictionRow> rows) {
        return new RowBounds(policies, route, journal.largestRecord(), clock.millis()).bounded(rows);
    }

    /** For who has entered the deployment already. */
    List<PredictionOutcome> inside(
            Caller caller, Route route, List<PredictionRow> rows, long startNanos, Deadline deadline) {
        List<PredictionRow> bounded = loggable(route, rows);
        return inside(caller, bounded, AskedAhead.of(route, bounded, clock.millis()), startNanos, deadline);
    }

    private List<PredictionOutcome> inside(
            Caller caller, List<PredictionRow> rows, AskedAhead ahead, long startNanos, Deadline deadline) {
        ahead.ask(rows, deadline);
        List<PredictionOutcome> outcomes = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            outcomes.add(predict(caller, rows.get(i), ahead.at(i), startNanos, deadline));
        }
        return outcomes;
    }

    private PredictionOutcome predict(
            Caller caller, PredictionRow row, AskedAhead.Asked asked, long startNanos, Deadline deadline) {
        Route route = asked.route();
        TrafficSplit.Variant variant = asked.variant();
        Servable servable = route.servable(variant);
        UUID id = Ids.next();
        List<Signature.Output> outputs = servable.signature().outputs();
        Scores[] others = outputs.isEmpty() ? PredictionOutcome.NONE : new Scores[outputs.size()];
        Asking asking = new Asking(deadline, row.attributes());
        boolean late = asked.late() || deadline.over();
        Scored scored = !row.fits() || late
                ? new Scored(null, late)
                : asked.scores() != null ? new Scored(asked.scores(), false) : score(servable, row, others, asking);
        boolean cut = scored.late() && deadline.over(); // else it was the model's own time that is over
        Scores scores = scored.scores();
        InferenceOutcome outcome = !row.fits()
                ? InferenceOutcome.REFUSED
                : scores == null ? InferenceOutcome.FAILED : InferenceOutcome.ANSWERED;
        if (asked.scores() != null) {
            asking.took(Asking.UNTOLD, Asking.UNTOLD); // those that are asked ahead are elsewhere
        }
        Spent spent = row.fits()
                ? accounts.spent(caller.organisationId(), servable, row.inputs(), asking, scores != null)
                : null;
        journal.append(InferenceRecords.of(
                caller.organisationId(),
                route,
                variant,
                servable,
                row,
                new InferenceRecords.Answer(
                        id,
                        outcome,
                        policies.kept(servable, row.inputs()),
                        scores,
                        others,
                        spent,
                        accounts.caller(servable, caller.actor())),
                clock.instant(),
                startNanos));
        if (!row.fits()) {
            refused.increment();
            return new PredictionOutcome.Refused(row.errors());
        }
        // one that the caller's time cut short says nothing about the model, and a shadow has a time of its own
        if (!cut && route.candidate() != null && route.candidate().shadow()) {
            mirror.offer(caller.organisationId(), route, row, scores);
        }
        if (scores == null) {
            failed.increment();
            return new PredictionOutcome.Failed(id, scored.late());
        }
        answered.increment();
        return new PredictionOutcome.Answered(
                id,
                servable.version(),
                variant.name(),
                route.reason(),
                scores,
                outputs,
                others,
                asking.by(),
                asking.because());
    }

    /** @param late whether the time was over before there was an answer, be it the caller's or the model's own */
    record Scored(@Nullable Scores scores, boolean late) {}

    /** None when the model throws or an answer is no number: that is the row's fate, not the request's. */
    static Scored score(Servable servable, PredictionRow row, Scores[] others, Asking asking) {
        try {
            Scores scores = servable.scorer().score(row.inputs(), others, asking);
            if (asking.deadline().over()) {
                return new Scored(null, true);
            }
            boolean finite = scores.finite();
            for (Scores other : others) {
                finite &= other.finite();
            }
            return new Scored(finite ? scores : null, false);
        } catch (TooLate e) {
            LOG.log(Level.WARNING, servable.model() + " " + servable.version() + ": " + e.getMessage());
            return new Scored(null, true);
        } catch (Unanswerable e) {
            LOG.log(Level.WARNING, servable.model() + " " + servable.version() + ": " + e.getMessage());
            return new Scored(null, false);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, servable.model() + " " + servable.version() + " failed on a row that fits", e);
            return new Scored(null, false);
        }
    }

    /**
     * Writes down that a request was refused as a whole. When that cannot be written, the refusal stands all the same.
     *
     * @param startNanos {@link System#nanoTime} when the request came
     */
    public void refused(Caller caller, RefusedRequest request, long startNanos) {
        requestsRefused.increment();
        try {
            journal.append(request.record(
                    Ids.next(),
                    InferenceRecords.micros(clock.instant()),
                    caller.organisationId(),
                    TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos)));
        } catch (Refusal.Unavailable full) { // the journal counts it, and raises the alarm
            LOG.log(Level.DEBUG, "a refusal is not in the log: " + full.getMessage());
        }
    }

    /** Requests refused as a whole, since the start. */
    public long requestsRefused() {
        return requestsRefused.sum();
    }

    /** Rows answered since the start. */
    public long answered() {
        return answered.sum();
    }

    /** Rows that did not fit, since the start. */
    public long refused() {
        return refused.sum();
    }

    /** Rows that fit and got no answer, since the start. */
    public long failed() {
        return failed.sum();
    }
}
