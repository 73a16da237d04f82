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

/** The job {@code text-metrics}: measures the generated texts of a file. */
@ApplicationScoped
public class TextJob implements BatchJob {

    static final String NAME = "text-metrics";
    static final String MEASUREMENT = "measurement";

    @Inject
    private TextMeasurements measurements;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "Measures the generated texts of a file against what was wanted.";
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of(new JobParameter(MEASUREMENT, "Id of a measurement that was asked for.", true));
    }

    @Override
    public void validate(Caller caller, Map<String, String> parameters) {
        caller.require(Role.OPERATOR);
        String id = Objects.requireNonNull(parameters.get(MEASUREMENT), "checked before");
        measurements.get(caller, Ids.parse("text measurement", id));
    }
}
