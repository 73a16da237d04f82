package org.modelyard.batch.service;

import java.util.List;
import java.util.Map;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.model.JobParameter;
import org.modelyard.platform.model.Refusal;

/**
 * A JSR-352 job that can be submitted. A feature brings one by a CDI bean of this type and
 * {@code META-INF/batch-jobs/<name>.xml}, whose first listener is {@code leaseListener}.
 *
 * <p>The job reads its parameters as {@code #{jobParameters['…']}}; besides the declared ones there is
 * {@link Operator#ORGANISATION}, the internal id of the organisation it works for. Readers and writers of a chunk do
 * their database work in EJB methods with {@code REQUIRES_NEW}, and items may come again after a crash.
 */
public interface BatchJob {

    /** Of the job XML. */
    String name();

    /** One sentence. */
    String meaning();

    List<JobParameter> parameters();

    /**
     * Called before each submission, with all required and no undeclared parameters.
     *
     * @throws Refusal when this caller may not run the job with these values
     */
    default void validate(Caller caller, Map<String, String> parameters) {}

    /**
     * Called after {@link #validate}, outside a transaction: a job that works on a row of its own makes the row here, so
     * that restarts find it by its id.
     *
     * @return what the job gets as parameters
     */
    default Map<String, String> prepare(Caller caller, Map<String, String> parameters) {
        return parameters;
    }
}
