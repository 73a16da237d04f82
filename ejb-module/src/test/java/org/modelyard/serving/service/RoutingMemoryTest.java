package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.score.Weighty;
import org.modelyard.platform.settings.Configuration;
import org.modelyard.registry.service.Servable;
import org.modelyard.registry.service.Servables;
import org.modelyard.serving.model.DeploymentState;

/** Routes where there is memory for less than eight models of a mebibyte each, and others ask for more by number. */
class RoutingMemoryTest {

    private static final int MIB = 1 << 20;

    private final ServingFloor floor = new ServingFloor();
    private final List<Long> loads = new ArrayList<>();
    /** What others do while a version is loaded. */
    private final Map<Long, Runnable> meanwhile = new HashMap<>();

    private final LoadedModels models = Wired.with(
            new LoadedModels(),
            Configuration.read(Map.of("modelyard.predict.memory", "8MiB")::get).serving(),
            new Servables() {
                @Override
                public Servable load(long versionId) {
                    loads.add(versionId);
                    meanwhile.getOrDefault(versionId, () -> {}).run();
                    Weighty scorer = new Weighty(versionId, new double[MIB / Double.BYTES], ServingFloor.SIGNATURE);
                    return new Servable(
                            versionId,
                            3,
                            ServingFloor.MODEL,
                            ServingFloor.number(versionId),
                            scorer,
                            ServingFloor.SIGNATURE,
                            null,
                            null);
                }
            });

    private RoutingTable table(DeploymentRooms rooms) {
        return Wired.with(
                new RoutingTable(),
                floor.rows,
                rooms,
                models,
                Wired.with(new DeploymentLoads(), floor.rows, models, floor.nodes),
                Wired.with(new VariantLoads(), models, floor.experiments, floor.nodes),
                floor.versions,
                floor.experiments);
    }

    private void others() {
        for (long version = 100; version < 140; version++) {
            models.onDemand(version);
        }
    }

    @Test
    void a_model_that_serves_is_not_pushed_out_by_others() {
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.rows.add(11, "staging", 2, DeploymentState.ACTIVE);
        meanwhile.put(2L, this::others);
        RoutingTable table = table(floor.rooms);
        assertThat(table.reload()).isTrue();
        assertThat(models.ready(100)).as("others are").isNull();
        assertThat(models.ready(1)).isSameAs(served(table, "production"));
        assertThat(models.ready(2)).isSameAs(served(table, "staging"));
        assertThat(loads).filteredOn(version -> version <= 2).containsExactly(1L, 2L);
    }

    /** Else it would be closed while it answers. */
    @Test
    void a_model_that_is_about_to_serve_is_not_pushed_out_while_the_routes_are_made() {
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        RoutingTable table = table(new DeploymentRooms() {
            @Override
            void keep(List<DeploymentSteps.Step> steps) {
                others();
                super.keep(steps);
            }
        });
        assertThat(table.reload()).isTrue();
        assertThat(models.ready(100)).as("others are").isNull();
        assertThat(models.ready(1)).isSameAs(served(table, "production"));
        assertThat(loads).filteredOn(version -> version == 1).hasSize(1);
    }

    private static Servable served(RoutingTable table, String environment) {
        Route route = table.route(Caller.server(ServingFloor.ORGANISATION), ServingFloor.MODEL, environment, null);
        return route.servable(route.variant(null));
    }
}
