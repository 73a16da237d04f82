package org.modelyard.batch.service;

import java.util.List;
import org.modelyard.batch.model.JobParameter;

/** A job that can be submitted. */
public record JobView(String name, String meaning, List<JobParameter> parameters) {

    static JobView of(BatchJob job) {
        return new JobView(job.name(), job.meaning(), List.copyOf(job.parameters()));
    }
}
