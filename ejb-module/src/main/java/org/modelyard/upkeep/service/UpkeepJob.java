package org.modelyard.upkeep.service;

import java.util.List;
import java.util.Map;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.model.JobParameter;
import org.modelyard.batch.service.BatchJob;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.upkeep.model.UpkeepKind;

/** What the jobs {@code clean-up} and {@code archiving} share: they work on a row, which a submission makes first. */
abstract class UpkeepJob implements BatchJob {

    static final String UPKEEP = "upkeep";
    static final String DRY_RUN = "dryRun";
    static final String SNAPSHOTS = "snapshots";

    abstract UpkeepKind kind();

    abstract Upkeeps upkeeps();

    static JobParameter dryRun() {
        return new JobParameter(DRY_RUN, "Only tell what it would do: true or false (default).", false);
    }

    static JobParameter waiting() {
        return new JobParameter(UPKEEP, "Instead of all others: id of one that waits.", false);
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of(dryRun(), waiting());
    }

    @Override
    public void validate(Caller caller, Map<String, String> parameters) {
        Upkeeps.require(caller, kind());
        JobParameter.flag(DRY_RUN, parameters.get(DRY_RUN));
        JobParameter.flag(SNAPSHOTS, parameters.get(SNAPSHOTS));
        String waiting = parameters.get(UPKEEP);
        if (waiting != null) {
            if (parameters.size() > 1) {
                throw new Refusal.Invalid("parameters." + UPKEEP, "Give upkeep alone.");
            }
            upkeeps().get(caller, kind(), Ids.parse(UPKEEP, waiting));
        }
    }

    @Override
    public Map<String, String> prepare(Caller caller, Map<String, String> parameters) {
        if (parameters.containsKey(UPKEEP)) {
            return parameters;
        }
        Upkeeps.NewUpkeep wish = new Upkeeps.NewUpkeep(
                kind(),
                JobParameter.flag(DRY_RUN, parameters.get(DRY_RUN)),
                JobParameter.flag(SNAPSHOTS, parameters.get(SNAPSHOTS)));
        return Map.of(UPKEEP, upkeeps().requestClaimed(caller, wish).id().toString());
    }
}
