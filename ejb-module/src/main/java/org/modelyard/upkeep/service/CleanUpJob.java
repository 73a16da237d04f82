package org.modelyard.upkeep.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.modelyard.batch.model.JobParameter;
import org.modelyard.upkeep.model.UpkeepKind;

/** The job {@code clean-up}: takes away what nothing refers to. */
@ApplicationScoped
public class CleanUpJob extends UpkeepJob {

    static final String NAME = "clean-up";

    @Inject
    private Upkeeps upkeeps;

    @Override
    UpkeepKind kind() {
        return UpkeepKind.CLEAN_UP;
    }

    @Override
    Upkeeps upkeeps() {
        return upkeeps;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "Takes away what nothing refers to: files without a row, what was deleted long ago, old checkpoints.";
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of(
                dryRun(),
                new JobParameter(
                        SNAPSHOTS, "Whether snapshots that nothing refers to go too: true or false (default).", false),
                waiting());
    }
}
