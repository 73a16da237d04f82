package org.modelyard.monitoring.service;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.monitoring.entity.DriftCheck;

/** Says of a new check that it is there: to the audit, and to whoever starts its job. */
@Dependent
public class DriftAnnouncement {

    @Inject
    private Audit audit;

    @Inject
    private Event<DriftCheckQueued> queued;

    void made(Caller caller, DriftCheck check) {
        audit.done(
                caller,
                "drift.check",
                "drift-check/" + check.publicId(),
                check.model() + " in " + check.environment() + " by " + check.trigger());
    }

    void queued(DriftCheck check) {
        queued.fire(new DriftCheckQueued(check.publicId()));
    }
}
