package org.modelyard.upkeep.service;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.batch.service.WorkQueue;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.UpkeepSettings;
import org.modelyard.upkeep.entity.StoredUpkeeps;
import org.modelyard.upkeep.entity.Upkeep;
import org.modelyard.upkeep.model.UpkeepKind;

/** Asks for clean-ups and archivings. They are carried out by the batch jobs {@code clean-up} and {@code archiving}. */
@Stateless
public class Upkeeps {

    @Inject
    private StoredUpkeeps upkeeps;

    @Inject
    private UpkeepSettings settings;

    @Inject
    private Audit audit;

    @Inject
    private Event<UpkeepQueued> queued;

    @Inject
    private Clock clock;

    /**
     * What is wanted.
     *
     * @param dryRun only tell what it would do
     * @param snapshots whether snapshots that nothing refers to go too; only of a clean-up
     */
    public record NewUpkeep(UpkeepKind kind, boolean dryRun, boolean snapshots) {}

    /** QUEUED; its job starts after the commit. */
    public UpkeepView request(Caller caller, NewUpkeep command) {
        Upkeep upkeep = added(caller, command);
        queued.fire(new UpkeepQueued());
        return UpkeepView.of(upkeep);
    }

    /** For a job that is being submitted: the work is claimed for it. */
    public UpkeepView requestClaimed(Caller caller, NewUpkeep command) {
        Upkeep upkeep = added(caller, command);
        upkeep.claim(clock.instant(), WorkQueue.PATIENCE);
        return UpkeepView.of(upkeep);
    }

    /** For the timer: nothing when one was asked for lately. */
    public void requestTimed(long organisation, UpkeepKind kind) {
        java.time.Duration every = kind == UpkeepKind.CLEAN_UP ? settings.cleanUpEvery() : settings.archivingEvery();
        boolean lately = upkeeps.latest(organisation, kind)
                .filter(last -> last.isAfter(clock.instant().minus(every)))
                .isPresent();
        if (!lately) {
            request(Caller.server(organisation), new NewUpkeep(kind, false, settings.snapshots()));
        }
    }

    private Upkeep added(Caller caller, NewUpkeep command) {
        require(caller, command.kind());
        Upkeep upkeep = Upkeep.queue(
                caller.organisationId(),
                command.kind(),
                command.dryRun(),
                command.snapshots(),
                caller.actor(),
                clock.instant());
        upkeeps.add(upkeep);
        audit.done(
                caller,
                command.kind() == UpkeepKind.CLEAN_UP ? "cleanup.start" : "archiving.start",
                "upkeep/" + upkeep.publicId(),
                command.dryRun() ? "dry run" : "for real");
        return upkeep;
    }

    /** Newest first, without what they found. */
    public Page<UpkeepView> list(Caller caller, UpkeepKind kind, PageRequest page) {
        require(caller, kind);
        return Page.of(upkeeps.page(caller.organisationId(), kind, page), page, Upkeep::id, UpkeepView::brief);
    }

    public UpkeepView get(Caller caller, UpkeepKind kind, UUID id) {
        require(caller, kind);
        return upkeeps.byPublicId(caller.organisationId(), id)
                .filter(upkeep -> upkeep.kind() == kind)
                .map(UpkeepView::of)
                .orElseThrow(() ->
                        new Refusal.NotFound(kind == UpkeepKind.CLEAN_UP ? "clean-up" : "archiving", id.toString()));
    }

    /** What goes for good is an administrator's to decide. */
    static void require(Caller caller, UpkeepKind kind) {
        caller.require(kind == UpkeepKind.CLEAN_UP ? Role.ADMIN : Role.OPERATOR);
    }
}
