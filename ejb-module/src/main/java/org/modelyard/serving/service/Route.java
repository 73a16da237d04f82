package org.modelyard.serving.service;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Signature;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.ExperimentArm;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RolloutVariants;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.model.StickyHash;
import org.modelyard.serving.model.TrafficSplit;

/**
 * Where a request goes, with the models in memory.
 *
 * @param environmentId 0 when the caller named a version
 * @param deploymentId of what serves; 0 when the caller named a version
 * @param salt of what serves, or of what is rolled out beside it
 * @param servables by version id: one for each variant
 * @param candidate what is rolled out beside what serves; null mostly
 * @param experiment that divides the rows before all else; null mostly
 * @param arm of an experiment that this is the route of; null mostly
 * @param boundBy deployment whose bound on requests at the same time holds, but for a rollout's candidate, which has its own; 0 for none
 */
public record Route(
        String model,
        RoutingReason reason,
        long deploymentId,
        long environmentId,
        String salt,
        TrafficSplit split,
        Map<Long, Servable> servables,
        @Nullable Candidate candidate,
        @Nullable ExperimentRoute experiment,
        @Nullable ExperimentArm arm,
        long boundBy) {

    /** Nothing is rolled out beside it. */
    public Route(
            String model,
            RoutingReason reason,
            long deploymentId,
            long environmentId,
            String salt,
            TrafficSplit split,
            Map<Long, Servable> servables) {
        this(model, reason, deploymentId, environmentId, salt, split, servables, null, null, null, deploymentId);
    }

    /** Name of the only variant. */
    public static final String MAIN = "main";

    /** What served before, while another is rolled out. */
    public static final String CHAMPION = RolloutVariants.CHAMPION;

    /** What is rolled out. */
    public static final String CANDIDATE = RolloutVariants.CANDIDATE;

    /** What is asked behind the caller's back. */
    public static final String SHADOW = RolloutVariants.SHADOW;

    /** @param shadow whether it answers nobody */
    public record Candidate(long deploymentId, Servable servable, boolean shadow) {}

    /** One version takes everything. */
    static Route whole(
            String model, RoutingReason reason, long deploymentId, long environmentId, String salt, Servable servable) {
        return new Route(
                model,
                reason,
                deploymentId,
                environmentId,
                salt,
                TrafficSplit.whole(MAIN, servable.versionId()),
                Map.of(servable.versionId(), servable));
    }

    /**
     * The same place while another version is rolled out. The candidate has the lowest buckets: as its share grows, whoever had
     * it keeps it.
     *
     * @param other the candidate's deployment
     */
    Route beside(DeploymentSteps.Step other, Servable candidate) {
        Servable champion = servable(split.variants().get(0));
        TrafficSplit divided = new TrafficSplit(Stream.of(
                        new TrafficSplit.Variant(
                                CANDIDATE, candidate.versionId(), other.shadow() ? 0 : other.buckets()),
                        new TrafficSplit.Variant(
                                CHAMPION,
                                champion.versionId(),
                                StickyHash.BUCKETS - (other.shadow() ? 0 : other.buckets())))
                .filter(variant -> variant.buckets() > 0)
                .toList());
        return new Route(
                model,
                reason,
                deploymentId,
                environmentId,
                other.salt(),
                divided,
                Map.of(champion.versionId(), champion, candidate.versionId(), candidate),
                new Candidate(other.id(), candidate, other.shadow()),
                null,
                null,
                boundBy);
    }

    /** The same, where the bound of a deployment holds that it is no part of. */
    Route boundBy(long deployment) {
        return new Route(
                model,
                reason,
                deploymentId,
                environmentId,
                salt,
                split,
                servables,
                candidate,
                experiment,
                arm,
                deployment);
    }

    /** The same place under an experiment, or as a part of one. */
    Route with(@Nullable ExperimentRoute divider, @Nullable ExperimentArm part) {
        return new Route(
                model, reason, deploymentId, environmentId, salt, split, servables, candidate, divider, part, boundBy);
    }

    /**
     * Where a row goes when experiments have had their say; the variants of a rollout are still open.
     *
     * @param nowMillis since 1970
     */
    Route settled(PredictionRow row, long nowMillis) {
        return experiment == null ? this : experiment.settle(row, nowMillis);
    }

    /** The model of each variant, by its name. */
    public Map<String, String> models() {
        return experiment == null ? Map.of(split.variants().get(0).name(), model) : experiment.models();
    }

    /** All models that may be asked. */
    Collection<Servable> asked() {
        return experiment == null ? servables.values() : experiment.servables();
    }

    Route because(RoutingReason other) {
        return new Route(
                model, other, deploymentId, environmentId, salt, split, servables, candidate, experiment, arm, boundBy);
    }

    /** The deployment that a variant belongs to. */
    long deployment(TrafficSplit.Variant variant) {
        Candidate other = candidate;
        return other != null && variant.versionId() == other.servable().versionId()
                ? other.deploymentId()
                : deploymentId;
    }

    /** The deployment whose bound on requests at the same time holds for a variant; 0 for none. */
    long bound(TrafficSplit.Variant variant) {
        long own = deployment(variant);
        return own == deploymentId ? boundBy : own;
    }

    /** What a request's inputs are read with: all variants take the same. */
    public Signature signature() {
        return servable(split.variants().get(0)).signature();
    }

    /** @param unit the same unit gets the same variant; without one it is left to chance */
    TrafficSplit.Variant variant(@Nullable String unit) {
        if (split.variants().size() == 1) {
            return split.variants().get(0);
        }
        int bucket =
                unit == null ? ThreadLocalRandom.current().nextInt(StickyHash.BUCKETS) : StickyHash.bucket(salt, unit);
        return split.of(bucket);
    }

    Servable servable(TrafficSplit.Variant variant) {
        Servable servable = servables.get(variant.versionId());
        if (servable == null) {
            throw new IllegalStateException("the route to " + model + " lacks the version of " + variant.name());
        }
        return servable;
    }
}
