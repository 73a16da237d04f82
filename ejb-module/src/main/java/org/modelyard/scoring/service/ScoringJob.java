package org.modelyard.scoring.service;

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
import org.modelyard.scoring.model.AnswerFormat;

/** The job {@code scoring}: a version's answers to all rows of a dataset or snapshot, as a file. */
@ApplicationScoped
public class ScoringJob implements BatchJob {

    static final String NAME = "scoring";
    static final String SCORING = "scoring";
    private static final String MODEL = "model";
    private static final String VERSION = "version";
    private static final String DATASET = "dataset";
    private static final String SNAPSHOT = "snapshot";
    private static final String GOLDEN = "golden";
    private static final String UPLOAD = "upload";
    private static final String INPUT_FORMAT = "inputFormat";
    private static final String FORMAT = "format";
    private static final String SCORES = "scores";

    @Inject
    private Scorings scorings;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "Writes a version's answers to all rows of a dataset or snapshot into a file, part by part.";
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of(
                new JobParameter(MODEL, "Name of the model; needed unless scoring is given.", false),
                new JobParameter(VERSION, "Its version: a number, a range or an alias; champion by default.", false),
                new JobParameter(DATASET, "Its accepted rows are asked about.", false),
                new JobParameter(SNAPSHOT, "Instead of dataset: id of a snapshot.", false),
                new JobParameter(GOLDEN, "Instead of dataset: name of a golden set of the model.", false),
                new JobParameter(UPLOAD, "Instead of dataset: id of a complete upload, CSV or JSON lines.", false),
                new JobParameter(INPUT_FORMAT, "Of the upload: csv, which is usual, or jsonl.", false),
                new JobParameter(FORMAT, "csv, which is usual, or jsonl.", false),
                new JobParameter(SCORES, "true: the scores of all labels too.", false),
                new JobParameter(SCORING, "Instead of all others: id of a scoring that waits.", false));
    }

    @Override
    public void validate(Caller caller, Map<String, String> parameters) {
        caller.require(Role.OPERATOR);
        String scoring = parameters.get(SCORING);
        if (scoring == null) {
            required(parameters);
            AnswerFormat.of(parameters.get(FORMAT));
            scores(parameters);
        } else if (parameters.size() > 1) {
            throw new Refusal.Invalid("parameters." + SCORING, "Give scoring alone.");
        } else {
            scorings.get(caller, Ids.parse(SCORING, scoring));
        }
    }

    @Override
    public Map<String, String> prepare(Caller caller, Map<String, String> parameters) {
        if (parameters.containsKey(SCORING)) {
            return parameters;
        }
        ScoringView made = scorings.requestClaimed(
                caller,
                required(parameters),
                parameters.getOrDefault(VERSION, "champion"),
                new Scorings.NewScoring(
                        parameters.get(DATASET),
                        parameters.get(SNAPSHOT),
                        parameters.get(GOLDEN),
                        parameters.get(UPLOAD),
                        parameters.get(INPUT_FORMAT),
                        parameters.get(FORMAT),
                        scores(parameters)));
        return Map.of(SCORING, made.id().toString());
    }

    private static String required(Map<String, String> parameters) {
        @Nullable String model = parameters.get(MODEL);
        if (model == null) {
            throw new Refusal.Invalid("parameters." + MODEL, "Give the model, or scoring.");
        }
        return model;
    }

    private static @Nullable Boolean scores(Map<String, String> parameters) {
        String given = parameters.get(SCORES);
        if (given != null && !given.equals("true") && !given.equals("false")) {
            throw new Refusal.Invalid("parameters." + SCORES, "This is true or false.");
        }
        return given == null ? null : Boolean.valueOf(given);
    }
}
