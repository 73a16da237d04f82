package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.batch.model.JobParameter;
import org.modelyard.batch.service.BatchJob;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;

/** The job {@code evaluation}: asks a version about the rows of a snapshot that it has not learnt from. */
@ApplicationScoped
public class EvaluationJob implements BatchJob {

    static final String NAME = "evaluation";
    static final String EVALUATION = "evaluation";
    private static final String MODEL = "model";
    private static final String VERSION = "version";
    private static final String DATASET = "dataset";
    private static final String SNAPSHOT = "snapshot";
    private static final String GOLDEN = "golden";

    @Inject
    private Evaluations evaluations;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "Asks a version about the rows of a dataset or snapshot that it has not learnt from.";
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of(
                new JobParameter(MODEL, "Name of the model; needed unless evaluation is given.", false),
                new JobParameter(VERSION, "Its version: a number, a range or latest; needed with model.", false),
                new JobParameter(DATASET, "Its accepted rows are asked about.", false),
                new JobParameter(SNAPSHOT, "Instead of dataset: id of a snapshot.", false),
                new JobParameter(GOLDEN, "Instead of dataset: name of a golden set of the model.", false),
                new JobParameter(EVALUATION, "Instead of all others: id of an evaluation that waits.", false));
    }

    @Override
    public void validate(Caller caller, Map<String, String> parameters) {
        caller.require(Role.OPERATOR);
        String evaluation = parameters.get(EVALUATION);
        if (evaluation == null) {
            required(parameters, MODEL);
            required(parameters, VERSION);
        } else if (parameters.size() > 1) {
            throw new Refusal.Invalid("parameters." + EVALUATION, "Give evaluation alone.");
        } else {
            evaluations.get(caller, Ids.parse("evaluation", evaluation));
        }
    }

    @Override
    public Map<String, String> prepare(Caller caller, Map<String, String> parameters) {
        if (parameters.containsKey(EVALUATION)) {
            return parameters;
        }
        EvaluationView made = evaluations.requestClaimed(
                caller,
                required(parameters, MODEL),
                required(parameters, VERSION),
                new Evaluations.Rows(parameters.get(DATASET), parameters.get(SNAPSHOT), parameters.get(GOLDEN)));
        return Map.of(EVALUATION, made.id().toString());
    }

    private static String required(Map<String, String> parameters, String name) {
        @Nullable String value = parameters.get(name);
        if (value == null) {
            throw new Refusal.Invalid("parameters." + name, "Give the " + name + ", or evaluation.");
        }
        return value;
    }
}
