package org.modelyard.serving.service;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Signature;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.model.StickyHash;
import org.modelyard.serving.model.TrafficSplit;

/**
 * Where a request goes, with the models in memory.
 *
 * @param deploymentId 0 when the caller named a version
 * @param environmentId 0 when the caller named a version
 * @param salt of the deployment
 * @param servables by version id: one for each variant
 */
public record Route(
        String model,
        RoutingReason reason,
        long deploymentId,
        long environmentId,
        String salt,
        TrafficSplit split,
        Map<Long, Servable> servables) {

    /** Name of the only variant. */
    public static final String MAIN = "main";

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

    Route because(RoutingReason other) {
        return new Route(model, other, deploymentId, environmentId, salt, split, servables);
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
