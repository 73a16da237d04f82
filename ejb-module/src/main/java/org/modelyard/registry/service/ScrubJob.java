package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.batch.model.JobParameter;
import org.modelyard.batch.service.BatchJob;

/** The job {@code scrub}: looks at every file that the organisation's rows refer to. Its result is a row, found by the id it gets. */
@ApplicationScoped
public class ScrubJob implements BatchJob {

    static final String NAME = "scrub";
    static final String SCRUB = "scrub";

    @Inject
    private ScrubLedger ledger;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "Reads every stored file that rows refer to and compares it with its SHA-256, slowly; raises an alert for each that"
                + " is damaged, missing or unreadable.";
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of();
    }

    @Override
    public void validate(Caller caller, Map<String, String> parameters) {
        caller.require(Role.OPERATOR);
    }

    @Override
    public Map<String, String> prepare(Caller caller, Map<String, String> parameters) {
        return Map.of(SCRUB, ledger.begin(caller).toString());
    }
}
