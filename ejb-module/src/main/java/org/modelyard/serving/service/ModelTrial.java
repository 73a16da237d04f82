package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.modelyard.ml.onnx.OnnxFailure;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.Footprint;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.TooLate;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.DeploymentCare;

/**
 * Tries a model before it serves: loaded and verified, it must take no more memory than its deployment has for it, and answer a row of missing
 * inputs, and the deployment's canary inputs as expected, in time.
 */
@ApplicationScoped
public class ModelTrial {

    /** How long a file that was as registered is believed to be so. */
    private static final Duration VERIFIED = Duration.ofMinutes(1);

    @Inject
    private LoadedModels models;

    /** How often the file of what serves is looked at: reading it costs more than asking its model. */
    private static final Duration LOOKED = Duration.ofMinutes(10);

    /** When it is looked at again after the store was away: an attempt may take all of its time-outs. */
    private static final Duration AWAY = Duration.ofMinutes(1);

    private final ConcurrentMap<Long, Long> verified = new ConcurrentHashMap<>();
    /** When a version's file is to be looked at again. */
    private final ConcurrentMap<Long, Long> due = new ConcurrentHashMap<>();

    /**
     * @param care how long it may take, how much memory, and what it must answer
     * @return why it may not serve; empty when it may
     */
    public Optional<String> problem(long versionId, DeploymentCare care) {
        return problem(versionId, care, models::verified).map(Finding::words);
    }

    /**
     * As {@link #problem(long, DeploymentCare)}, for one that has served before: where it is in memory, its file is not read, and that others ask it as much as
     * may be is no problem.
     */
    Optional<Finding> problemInMemory(long versionId, DeploymentCare care) {
        return problem(versionId, care, models::get).filter(found -> found.kind() != Finding.Kind.NO_ROOM);
    }

    private Optional<Finding> problem(long versionId, DeploymentCare care, LongFunction<Servable> loading) {
        long start = System.nanoTime();
        try {
            Optional<String> tooLarge = tooLarge(loading.apply(versionId), care);
            if (tooLarge.isPresent()) {
                return wrong(tooLarge);
            }
        } catch (Refusal.Unavailable unconfigured) {
            return Optional.of(Finding.of(unconfigured, ""));
        } catch (RuntimeException e) {
            Finding.Kind kind = LoadFailures.damaged(e) ? Finding.Kind.DAMAGED : Finding.Kind.WRONG;
            return corrupt(e).map(words -> new Finding(kind, words));
        }
        return finding(versionId, care, start);
    }

    /**
     * For one that serves, from memory: whether it still answers the canary inputs as expected. What answers nothing now is no difference: an endpoint may be back
     * soon.
     *
     * @throws TooLate when there is no answer in time
     * @throws Unanswerable when there is none
     */
    public Optional<String> difference(long versionId, DeploymentCare care) {
        Servable servable = models.get(versionId);
        return care.canaries().difference(servable.scorer(), Deadline.after(System.nanoTime(), care.healthCheck()));
    }

    /**
     * For one that serves: whether its file is still what was registered, looked at once in a while. One that is not is not ready from then on, though it stays in
     * memory.
     *
     * @return why it could not be loaded again; empty too when it is not its turn, and where the version is refused for another reason than its file, as when it
     *     was deleted
     * @throws RuntimeException when that cannot be known now, as while the store is away
     */
    Optional<String> damage(long versionId) {
        return damage(versionId, System.nanoTime());
    }

    /** The same at once, for one that has begun to serve from memory. */
    Optional<String> damageNow(long versionId) {
        due.remove(versionId);
        return damage(versionId);
    }

    /** Whether it answers from this node's memory. */
    boolean inMemory(long versionId) {
        return models.ready(versionId) != null;
    }

    /** @param now as {@link System#nanoTime} tells it */
    Optional<String> damage(long versionId, long now) {
        Long next = due.get(versionId);
        if (next != null && now - next < 0) {
            return Optional.empty();
        }
        due.put(versionId, now + AWAY.toNanos());
        try {
            models.verified(versionId);
            due.keySet().removeIf(id -> !models.has(id));
            due.put(versionId, now + LOOKED.toNanos());
            return Optional.empty();
        } catch (RuntimeException e) {
            Optional<String> reason = corrupt(e);
            due.put(versionId, now + LOOKED.toNanos());
            verified.remove(versionId);
            return LoadFailures.damaged(e) ? reason : Optional.empty();
        }
    }

    private static Optional<String> tooLarge(Servable servable, DeploymentCare care) {
        Long budget = care.memoryBudget();
        if (budget == null) {
            return Optional.empty();
        }
        long bytes = Footprint.of(servable.scorer(), budget);
        return bytes <= budget
                ? Optional.empty()
                : Optional.of("Its model takes at least " + bytes
                        + " bytes in memory, more than the deployment's budget of " + budget + " bytes.");
    }

    private static Optional<String> corrupt(RuntimeException thrown) {
        Optional<String> corruption = LoadFailures.corruption(thrown);
        if (corruption.isPresent()) {
            return corruption;
        }
        throw thrown;
    }

    /**
     * For one that serves already: loading it on this node is not counted, and its file is looked at once in a while only.
     *
     * @param care how long the answers may take, and what they must be
     */
    public Optional<String> again(long versionId, DeploymentCare care) {
        return probe(versionId, care).map(Finding::words);
    }

    /**
     * What one try has found wrong.
     *
     * @param kind what it says of the model
     */
    public record Finding(Kind kind, String words) {

        /** What a try says of a model. */
        public enum Kind {
            /** Its answer is not what it must be, or it cannot be loaded: the next try will not differ. */
            WRONG,
            /** Before it serves: the stored file is not what was registered, or gone, where this node looked. Another may have it in memory. */
            DAMAGED,
            /** It has not answered, or not in time, now. */
            UNANSWERED,
            /** Others were asking as much as may be asked at once: it was not tried. */
            NO_ROOM
        }

        private static Finding of(RuntimeException thrown, String words) {
            boolean room = thrown instanceof Unanswerable none && none.wantOfRoom();
            return new Finding(room ? Kind.NO_ROOM : Kind.UNANSWERED, words + thrown.getMessage());
        }
    }

    /** As {@link #again}, with what the finding says. */
    public Optional<Finding> probe(long versionId, DeploymentCare care) {
        long now = System.nanoTime();
        Long before = verified.get(versionId);
        boolean due = before == null || now - before > VERIFIED.toNanos();
        try {
            boolean known = models.has(versionId);
            models.onDemand(versionId);
            if (due && known) {
                models.verified(versionId);
            }
        } catch (RuntimeException e) {
            return wrong(corrupt(e));
        }
        if (due) {
            verified.keySet().removeIf(id -> !models.has(id));
            verified.put(versionId, now);
        }
        return finding(versionId, care, System.nanoTime());
    }

    private static Optional<Finding> wrong(Optional<String> words) {
        return words.map(it -> new Finding(Finding.Kind.WRONG, it));
    }

    private Optional<Finding> finding(long versionId, DeploymentCare care, long start) {
        long millis = care.healthCheck().toMillis();
        Deadline deadline = Deadline.after(start, care.healthCheck());
        try {
            Servable servable = models.get(versionId);
            Signature signature = servable.signature();
            Scores[] others = new Scores[signature.outputs().size()];
            Scores scores = servable.scorer().score(servable.scorer().leastRow(), others, new Asking(deadline, null));
            if (!scores.finite()) {
                return wrong(Optional.of("Its model answers a row of missing inputs with no finite number."));
            }
            for (int output = 0; output < others.length; output++) {
                if (!others[output].finite()) {
                    return wrong(Optional.of(
                            "Its output '" + signature.outputs().get(output).name()
                                    + "' answers a row of missing inputs with no finite number."));
                }
            }
            Optional<Finding> different = canaries(servable, care, deadline);
            if (different.isPresent()) {
                return different;
            }
        } catch (Refusal.Unavailable unconfigured) {
            return Optional.of(Finding.of(unconfigured, ""));
        } catch (TooLate | Unanswerable | OnnxFailure e) {
            return Optional.of(Finding.of(e, "Its model does not answer a row with as little in it as may be: "));
        } catch (RuntimeException e) {
            return wrong(corrupt(e));
        }
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return took > millis // also where nobody heeds the deadline
                ? Optional.of(new Finding(
                        Finding.Kind.UNANSWERED,
                        "Loading and trying its model took " + took + " ms, more than the health check's " + millis
                                + " ms."))
                : Optional.empty();
    }

    private static Optional<Finding> canaries(Servable servable, DeploymentCare care, Deadline deadline) {
        try {
            return wrong(care.canaries().difference(servable.scorer(), deadline));
        } catch (TooLate | Unanswerable | OnnxFailure e) {
            return Optional.of(Finding.of(e, "Its model does not answer a canary input: "));
        }
    }
}
