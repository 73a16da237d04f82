package org.modelyard.revision.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.batch.model.JobParameter;
import org.modelyard.batch.service.BatchJob;
import org.modelyard.ml.compress.WeightForm;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;

/** The job {@code compression}: makes a version of smaller weights, where measuring it takes longer than a request should. */
@ApplicationScoped
public class CompressionJob implements BatchJob {

    static final String NAME = "compression";
    static final String MODEL = "model";
    static final String VERSION = "version";
    static final String WEIGHTS = "weights";

    @Inject
    private Registry registry;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "Makes a version with smaller weights of another, and measures what that gains and costs.";
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of(
                new JobParameter(MODEL, "Name of the model.", true),
                new JobParameter(VERSION, "Its version: a number, a range or latest.", true),
                new JobParameter(WEIGHTS, "float16 or int8.", true));
    }

    @Override
    public void validate(Caller caller, Map<String, String> parameters) {
        caller.require(Role.OPERATOR);
        try {
            WeightForm.compressed(parameters.get(WEIGHTS));
        } catch (Refusal.Invalid e) {
            Refusal.Invalid named = new Refusal.Invalid("parameters." + WEIGHTS, String.valueOf(e.getMessage()));
            named.initCause(e);
            throw named;
        }
        version(caller, parameters).requireModel();
    }

    /** What a range or an alias means now, it means at a restart too. */
    @Override
    public Map<String, String> prepare(Caller caller, Map<String, String> parameters) {
        return Map.of(
                MODEL,
                parameters.getOrDefault(MODEL, ""),
                VERSION,
                version(caller, parameters).version(),
                WEIGHTS,
                parameters.getOrDefault(WEIGHTS, ""));
    }

    private ModelVersionView version(Caller caller, Map<String, String> parameters) {
        return registry.resolve(caller, parameters.getOrDefault(MODEL, ""), parameters.getOrDefault(VERSION, ""));
    }
}
