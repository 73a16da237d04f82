package org.modelyard.upkeep.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.modelyard.upkeep.model.UpkeepKind;

/** The job {@code archiving}: puts away versions that nobody uses. */
@ApplicationScoped
public class ArchivingJob extends UpkeepJob {

    static final String NAME = "archiving";

    @Inject
    private Upkeeps upkeeps;

    @Override
    UpkeepKind kind() {
        return UpkeepKind.ARCHIVING;
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
        return "Archives versions that nobody has used for long; they can be restored.";
    }
}
