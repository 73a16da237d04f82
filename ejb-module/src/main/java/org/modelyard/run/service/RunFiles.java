package org.modelyard.run.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.store.StoredArtifact;
import org.modelyard.run.entity.Run;
import org.modelyard.run.entity.RunArtifact;
import org.modelyard.run.entity.StoredRuns;
import org.modelyard.run.model.ArtifactPath;

/** What the rows know of runs' artifacts, each step in a transaction of its own: streams are slow. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RunFiles {

    private static final int MOST = 10_000;

    @Inject
    private StoredRuns runs;

    @Inject
    private Audit audit;

    @Inject
    private Event<RunChanged> changed;

    @Inject
    private Clock clock;

    /**
     * Before a stream is read.
     *
     * @throws Refusal.Conflict when the run has ended or has too many
     */
    public void requireOpen(Caller caller, UUID id) {
        caller.require(Role.OPERATOR);
        Run run = runs.byPublicId(caller.organisationId(), id).orElseThrow(() -> Runs.missing(id));
        run.requireRunning();
        if (runs.artifacts(run).size() >= MOST) {
            throw new Refusal.Conflict("A run has at most " + MOST + " artifacts; pack some of them together.");
        }
    }

    /**
     * @param seen SHA-256 that the caller believes to be there; null for any
     * @throws Refusal.Stale when others are
     */
    public RunView.Artifact add(
            Caller caller, UUID id, ArtifactPath path, StoredArtifact stored, @Nullable String seen) {
        caller.require(Role.OPERATOR);
        Run run = locked(caller, id);
        run.goOn();
        Optional<RunArtifact> known = runs.artifact(run, path);
        if (seen != null && !known.map(RunArtifact::sha256).equals(Optional.of(seen))) {
            throw new Refusal.Stale("The artifact '" + path + "' is not what If-Match says.");
        }
        RunArtifact artifact =
                known.orElseGet(() -> RunArtifact.of(run, path, stored.sha256(), stored.bytes(), clock.instant()));
        if (known.isPresent()) {
            artifact.replace(stored.sha256(), stored.bytes(), clock.instant());
        } else {
            runs.add(artifact);
        }
        audit.done(caller, "run.artifact", Runs.subject(run), path + ", SHA-256 " + stored.sha256());
        changed.fire(new RunChanged(run.organisationId()));
        return RunView.Artifact.of(artifact);
    }

    /** @throws Refusal.NotFound when there is no such run or artifact */
    public RunView.Artifact get(Caller caller, UUID id, ArtifactPath path) {
        caller.require(Role.VIEWER);
        Run run = runs.byPublicId(caller.organisationId(), id).orElseThrow(() -> Runs.missing(id));
        return runs.artifact(run, path)
                .map(RunView.Artifact::of)
                .orElseThrow(() -> new Refusal.NotFound("artifact of run " + id, path.text()));
    }

    private Run locked(Caller caller, UUID id) {
        return runs.locked(caller.organisationId(), id).orElseThrow(() -> Runs.missing(id));
    }
}
