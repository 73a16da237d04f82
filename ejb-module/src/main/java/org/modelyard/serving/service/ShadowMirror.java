package org.modelyard.serving.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.TrafficSplit;

/**
 * Asks a shadow what the champion was asked, in threads of its own: nobody waits for it. Rows on which the champion failed are among them, or its
 * failures would be held against it alone. Each shadow has a lane of its own and is asked
 * one thing at a time, so a slow one holds no other up; what comes while its lane is full, or is not its turn in time, is dropped and
 * counted. Its answers go into the inference log as the variant {@code shadow}, are compared, and are
 * never returned.
 */
@ApplicationScoped
public class ShadowMirror {

    /** Rows that wait at most for one shadow. */
    static final int MOST_WAITING = 1_000;

    /** Shadows that are asked at the same time. */
    private static final int MOST_AT_WORK = 4;

    /** That a row waits for its turn at most, and that its answer may take when it is asked: waiting is no fault of the shadow. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final System.Logger LOG = System.getLogger(ShadowMirror.class.getName());

    /** Two numbers that differ by less than this share of the larger one are the same answer. */
    private static final double SAME = 0.05;

    @Inject
    private InferenceJournal journal;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private DeploymentRooms rooms;

    @Inject
    private LogPolicies policies;

    @Inject
    private ModelAccounts accounts;

    @Inject
    private Clock clock;

    private final Duration patience;
    private final FairLanes<Asked> lanes = new FairLanes<>(MOST_WAITING);
    private final AtomicInteger working = new AtomicInteger();
    private final ConcurrentMap<Long, MirrorTally> tallies = new ConcurrentHashMap<>();

    public ShadowMirror() {
        this(PATIENCE);
    }

    /** @param patience until a row's turn, and from then on until the shadow's answer */
    ShadowMirror(Duration patience) {
        this.patience = patience;
    }

    /** @param until when it is of use to ask */
    private record Asked(
            long organisationId, Route route, PredictionRow row, @Nullable Scores answered, Deadline until) {}

    /**
     * @param compared requests that both answered
     * @param differing of them, those that they answered differently
     * @param dropped requests that the shadow was not asked
     * @param asked requests that it was asked
     * @param failed of them, those that it did not answer
     * @param championFailed of them, those that the champion did not answer
     */
    public record Counts(long compared, long differing, long dropped, long asked, long failed, long championFailed) {
        public boolean none() {
            return compared == 0 && differing == 0 && dropped == 0 && asked == 0 && failed == 0 && championFailed == 0;
        }
    }

    /**
     * Takes a row that fits and was asked, or drops it; never waits.
     *
     * @param route one with a shadow
     * @param answered null where the champion failed on it
     */
    void offer(long organisationId, Route route, PredictionRow row, @Nullable Scores answered) {
        Route.Candidate shadow = route.candidate();
        if (shadow == null) {
            return;
        }
        Deadline until = Deadline.after(System.nanoTime(), patience);
        if (!lanes.offer(shadow.deploymentId(), new Asked(organisationId, route, row, answered, until))) {
            tally(shadow.deploymentId()).dropped().increment();
        } else {
            begin();
        }
    }

    private void begin() {
        if (working.getAndUpdate(at -> Math.min(MOST_AT_WORK, at + 1)) < MOST_AT_WORK) {
            try {
                executor.submit(this::work);
            } catch (RejectedExecutionException stopping) {
                working.decrementAndGet();
            }
        }
    }

    private void work() {
        try {
            for (FairLanes.Taken<Asked> next = lanes.take(); next != null; next = lanes.take()) {
                try {
                    attempt(next.what());
                } finally {
                    lanes.done(next.lane());
                }
            }
        } finally {
            working.decrementAndGet();
        }
        if (lanes.waiting()) {
            begin(); // one may have come in between
        }
    }

    /** What goes wrong with one row must not silence the others. */
    private void attempt(Asked asked) {
        try {
            ask(asked);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            LOG.log(Level.WARNING, "a shadow could not be asked", e);
            Route.Candidate shadow = asked.route().candidate();
            if (shadow != null) {
                tally(shadow.deploymentId()).dropped().increment();
            }
        }
    }

    private void ask(Asked asked) {
        Route.Candidate shadow = asked.route().candidate();
        if (shadow == null) {
            return;
        }
        if (asked.until().over()) {
            tally(shadow.deploymentId()).dropped().increment();
            return;
        }
        DeploymentRooms.Stay entered = rooms.look(shadow.deploymentId());
        if (entered == null) {
            tally(shadow.deploymentId()).dropped().increment();
            return;
        }
        try (DeploymentRooms.Stay stay = entered) {
            ask(asked, shadow);
        }
    }

    private void ask(Asked asked, Route.Candidate shadow) {
        Servable servable = shadow.servable();
        long start = System.nanoTime();
        Scores[] others = new Scores[servable.signature().outputs().size()];
        Asking asking = new Asking(Deadline.after(start, patience), asked.row().attributes());
        Scores scores = Predictor.score(servable, asked.row(), others, asking).scores();
        try {
            journal.append(InferenceRecords.of(
                    asked.organisationId(),
                    asked.route(),
                    new TrafficSplit.Variant(Route.SHADOW, servable.versionId(), 0),
                    servable,
                    asked.row(),
                    new InferenceRecords.Answer(
                            Ids.next(),
                            scores == null ? InferenceOutcome.FAILED : InferenceOutcome.ANSWERED,
                            policies.kept(servable, asked.row().inputs()),
                            scores,
                            others,
                            accounts.spent(
                                    asked.organisationId(),
                                    servable,
                                    asked.row().inputs(),
                                    asking,
                                    scores != null),
                            null),
                    clock.instant(),
                    start));
        } catch (Refusal.Unavailable full) {
            LOG.log(Level.DEBUG, "a shadow''s answer is not logged: {0}", full.getMessage());
            tally(shadow.deploymentId()).dropped().increment();
            return;
        }
        Scores answered = asked.answered();
        tally(shadow.deploymentId())
                .asked(answered != null, scores != null, answered != null && scores != null && same(answered, scores));
    }

    /** The same class, or numbers that are nearly the same. */
    static boolean same(Scores one, Scores other) {
        if (one instanceof Scores.Labelled mine && other instanceof Scores.Labelled theirs) {
            return mine.label().equals(theirs.label());
        }
        if (one instanceof Scores.Valued mine && other instanceof Scores.Valued theirs) {
            return Math.abs(mine.value() - theirs.value())
                    <= SAME * Math.max(Math.abs(mine.value()), Math.abs(theirs.value()));
        }
        return false;
    }

    private MirrorTally tally(long deploymentId) {
        return tallies.computeIfAbsent(deploymentId, id -> new MirrorTally());
    }

    /** What was counted since the last call, by deployment; whoever takes it stores it. */
    public Map<Long, Counts> take() {
        Map<Long, Counts> taken = new HashMap<>();
        tallies.forEach((deployment, tally) -> {
            Counts counts = tally.take();
            if (!counts.none()) {
                taken.put(deployment, counts);
            }
        });
        return taken;
    }

    /** Gives back what could not be stored. */
    public void giveBack(Map<Long, Counts> taken) {
        taken.forEach((deployment, counts) -> tally(deployment).add(counts));
    }
}
