package org.modelyard.training.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Lob;
import org.jspecify.annotations.Nullable;

/**
 * What a job's steps have made so far. A step that finds its output here has nothing to do, which makes a restart safe.
 */
@Embeddable
public class TrainingOutputs {

    @Column(name = "bundle_sha")
    private @Nullable String bundleSha;

    @Column(name = "profile_sha")
    private @Nullable String profileSha;

    @Column(name = "evaluation_sha")
    private @Nullable String evaluationSha;

    @Lob
    private @Nullable String metrics;

    @Lob
    private @Nullable String documents;

    @Lob
    private @Nullable String reasons;

    @Lob
    @Column(name = "chosen_trainer")
    private @Nullable String trainer;

    @Column(name = "version_text")
    private @Nullable String version;

    protected TrainingOutputs() {}

    /** @param chosen trainer and hyperparameters that the search found best, as JSON */
    public void searched(String chosen) {
        trainer = chosen;
    }

    /** @param bundle address in the artifact store */
    public void fitted(String bundle) {
        bundleSha = bundle;
    }

    /**
     * @param evaluation address in the artifact store
     * @param profile address in the artifact store
     * @param values the metrics by name, as JSON
     * @param addresses of further documents, by kind, as JSON
     */
    public void evaluated(String evaluation, String profile, String values, String addresses) {
        documents = addresses;
        evaluationSha = evaluation;
        profileSha = profile;
        metrics = values;
    }

    /** @param failed why gates failed, as a JSON array; empty when all passed */
    public void judged(String failed) {
        reasons = failed;
    }

    void version(String number) {
        version = number;
    }

    public @Nullable String trainer() {
        return trainer;
    }

    public @Nullable String bundleSha() {
        return bundleSha;
    }

    public @Nullable String profileSha() {
        return profileSha;
    }

    public @Nullable String evaluationSha() {
        return evaluationSha;
    }

    public @Nullable String metrics() {
        return metrics;
    }

    public @Nullable String documents() {
        return documents;
    }

    public @Nullable String reasons() {
        return reasons;
    }

    public @Nullable String version() {
        return version;
    }
}
