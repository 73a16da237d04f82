package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.batch.model.JobParameter;
import org.modelyard.batch.service.BatchJob;
import org.modelyard.platform.model.Ids;

/** The job {@code comparison}: asks two versions about rows that neither has learnt from, and says which is better. */
@ApplicationScoped
public class ComparisonJob implements BatchJob {

    static final String NAME = "comparison";
    static final String COMPARISON = "comparison";

    @Inject
    private Comparisons comparisons;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "Asks two versions about the same rows, and says which is better and how sure that is.";
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of(new JobParameter(COMPARISON, "Id of a comparison that was asked for.", true));
    }

    @Override
    public void validate(Caller caller, Map<String, String> parameters) {
        caller.require(Role.OPERATOR);
        String id = Objects.requireNonNull(parameters.get(COMPARISON), "checked before");
        comparisons.get(caller, Ids.parse("comparison", id));
    }
}
