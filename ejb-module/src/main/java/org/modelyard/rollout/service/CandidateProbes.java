package org.modelyard.rollout.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.serving.service.ModelTrial;
import org.modelyard.serving.service.SideBySide;

/**
 * Tries the candidates of rollouts again and again, side by side: one that hangs holds up neither the others nor any judgement. A candidate
 * that answers wrongly is sick at once; one that does not answer is after {@value #IN_A_ROW} tries in a row, since an endpoint may fail once.
 */
@ApplicationScoped
public class CandidateProbes {

    /** Tries without an answer that make a candidate sick. */
    static final int IN_A_ROW = 5;

    /**
     * Looks are at most 15 seconds apart. Who has had none for so long has left them to another node, and knows nothing of what it has found: tries from before
     * and those to come are not in a row.
     */
    static final Duration AWAY = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(CandidateProbes.class.getName());

    @Inject
    private ModelTrial trial;

    @Inject
    private CandidateCare care;

    @Resource
    private ManagedExecutorService executor;

    private final LongSupplier nanos;
    private volatile long looked;
    private final SideBySide trying = new SideBySide();
    private final ConcurrentMap<Long, Standing> standings = new ConcurrentHashMap<>();

    public CandidateProbes() {
        this(System::nanoTime);
    }

    /** @param nanos as {@link System#nanoTime} */
    CandidateProbes(LongSupplier nanos) {
        this.nanos = nanos;
        this.looked = nanos.getAsLong();
    }

    /** @param unanswered tries in a row, up to the last one */
    private record Standing(int unanswered, @Nullable String sick) {

        static final Standing WELL = new Standing(0, null);

        Standing then(Optional<ModelTrial.Finding> found) {
            if (found.isEmpty()) {
                return WELL;
            }
            ModelTrial.Finding finding = found.get();
            return switch (finding.kind()) {
                case WRONG, DAMAGED -> new Standing(0, finding.words());
                case NO_ROOM -> this;
                case UNANSWERED ->
                    new Standing(
                            unanswered + 1,
                            unanswered + 1 < IN_A_ROW
                                    ? null
                                    : finding.words() + " That was the answer to " + (unanswered + 1)
                                            + " tries in a row.");
            };
        }
    }

    /** A look begins at these, which are open: what was found of others is forgotten, and all of it where this node has had no look for long. */
    void keep(Collection<Long> open) {
        long now = nanos.getAsLong();
        if (now - looked > AWAY.toNanos()) {
            standings.clear();
        }
        looked = now;
        standings.keySet().retainAll(open);
    }

    /**
     * What the tries that have ended say; another one begins unless one is on its way.
     *
     * @return why the candidate may not go on; null while it may
     */
    @Nullable
    String sick(RolloutLooks.Open open) {
        looked = nanos.getAsLong();
        String before = standing(open.id()).sick();
        trying.begin(executor, open.id(), () -> attempt(open));
        return before != null ? before : standing(open.id()).sick();
    }

    private Standing standing(long rollout) {
        return standings.getOrDefault(rollout, Standing.WELL);
    }

    /** One that cannot be tried now, as while the artifact store is away, is judged all the same. */
    private void attempt(RolloutLooks.Open open) {
        try {
            Optional<ModelTrial.Finding> found = trial.probe(open.candidateVersionId(), care.of(open.id()));
            standings.put(open.id(), standing(open.id()).then(found));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the candidate of rollout " + open.id() + " cannot be tried now", e);
        }
    }
}
