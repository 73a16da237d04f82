package org.modelyard.serving.service;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Outage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.RoutingReason;

/** Which version is meant by a number or a range, settled once until routes are made anew. It holds no model: one that was let go of is settled again. */
final class PinnedVersions {

    private static final int MOST = 1_000;

    private final ConcurrentMap<Pin, Long> ids = new ConcurrentHashMap<>();

    private record Pin(long organisationId, String model, String version) {}

    /**
     * @param version {@code 1.2.0}, {@code ^1.2} or {@code latest}
     * @throws Refusal.NotFound when there is none
     * @throws Refusal.Conflict when it cannot answer
     * @throws Refusal.Unavailable when there is no room for its model now, or the artifact store does not answer
     */
    Route route(Registry registry, LoadedModels models, Caller caller, String model, String version) {
        Pin pin = new Pin(caller.organisationId(), model, version);
        Long known = ids.get(pin);
        Servable servable = known == null ? null : models.ready(known);
        if (servable == null) {
            ModelVersionView meant = registry.resolve(caller, model, version);
            meant.requireModel();
            if (!meant.stage().answers()) {
                throw new Refusal.Conflict(
                        model + " " + meant.version() + " is " + meant.stage() + " and cannot answer.");
            }
            servable = loaded(models, meant.id());
            if (ids.size() < MOST) {
                ids.put(pin, meant.id());
            }
        }
        return Route.whole(model, RoutingReason.PINNED, 0, 0, "", servable);
    }

    /** One that cannot be loaded now is a request that is refused, so that the log has it. */
    private static Servable loaded(LoadedModels models, long versionId) {
        try {
            return models.onDemand(versionId);
        } catch (RuntimeException e) {
            if (Outage.rootOf(e) instanceof Refusal refusal) {
                throw refusal;
            }
            throw e;
        }
    }
}
