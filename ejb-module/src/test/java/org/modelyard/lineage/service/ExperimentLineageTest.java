package org.modelyard.lineage.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.service.ExperimentView;
import org.modelyard.experiment.service.Experiments;
import org.modelyard.lineage.model.LineageDirection;
import org.modelyard.lineage.model.LineageGraph;
import org.modelyard.lineage.model.LineageNode;
import org.modelyard.lineage.model.LineageWalk;
import org.modelyard.lineage.model.NodeKind;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.service.VersionKin;
import org.modelyard.serving.service.ModelDeployments;
import org.modelyard.serving.service.Wired;

class ExperimentLineageTest {

    private static final Caller CALLER = Caller.server(1);
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-03-08T00:00:00Z");
    private static final ExperimentWish PLAN = new ExperimentWish(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, "staging", null,
            null, null, null);

    private final Tested tested = new Tested();
    private final ExperimentLineage lineage = Wired.with(
            new ExperimentLineage(), new Known(), tested, Wired.with(new TestedVersions(), tested, new Served()));

    @Test
    void a_version_leads_to_its_experiments_and_they_lead_back() {
        LineageGraph down = walk(version("1.0.1"), LineageDirection.DOWN);
        assertThat(down.edges()).singleElement().satisfies(edge -> {
            assertThat(edge.from()).isEqualTo("VERSION:m:1.0.1");
            assertThat(edge.verb()).isEqualTo("was tested in");
            assertThat(edge.to()).isEqualTo("EXPERIMENT:green");
        });
        LineageNode experiment = down.nodes().get(1);
        assertThat(experiment.href()).isEqualTo("/api/v1/experiments/green");
        assertThat(experiment.state()).isEqualTo("STOPPED");
        assertThat(walk(experiment, LineageDirection.UP).nodes())
                .extracting(LineageNode::id)
                .as("of n what served there in that week")
                .containsExactly("green", "m:1.0.0", "m:1.0.1", "n:1.0.3");
    }

    @Test
    void one_that_served_while_whatever_serves_was_asked_was_tested_too() {
        assertThat(walk(node("n", "1.0.3"), LineageDirection.DOWN).edges())
                .singleElement()
                .satisfies(edge -> assertThat(edge.to()).isEqualTo("EXPERIMENT:green"));
        assertThat(walk(node("n", "1.0.4"), LineageDirection.DOWN).edges()).isEmpty();
    }

    @Test
    void a_version_that_was_in_none_leads_nowhere() {
        assertThat(walk(version("1.0.2"), LineageDirection.BOTH).edges()).isEmpty();
    }

    private LineageGraph walk(LineageNode root, LineageDirection direction) {
        return LineageWalk.of(root, direction, 6, 100, (node, way, most) -> lineage.next(CALLER, node, way, most));
    }

    private static LineageNode version(String number) {
        return node("m", number);
    }

    private static LineageNode node(String model, String number) {
        return new LineageNode(NodeKind.VERSION, model + ":" + number, model + " " + number, "/", null, null, null);
    }

    /** Of n: 1.0.3 in that week. */
    private static final class Served extends ModelDeployments {

        @Override
        public List<String> served(
                Caller caller, String model, String environment, Instant from, @Nullable Instant to) {
            return model.equals("n") && environment.equals("staging") && from.equals(START) && END.equals(to)
                    ? List.of("1.0.3")
                    : List.of();
        }
    }

    private static final class Known extends VersionKin {

        @Override
        public Optional<Kin> find(Caller caller, String model, String number) {
            return Optional.of(new Kin(
                    number.charAt(4) - '0',
                    model,
                    number,
                    Stage.READY,
                    false,
                    "00",
                    new Lineage("d", "s", "00", "j", null, "code", Map.of(), 42, 0.2, 100, "17"),
                    List.of(),
                    Instant.EPOCH));
        }
    }

    private static final class Tested extends Experiments {

        private final ExperimentView green = new ExperimentView(
                UUID.fromString("01900000-0000-7000-8000-000000000001"),
                "green",
                ExperimentState.STOPPED,
                PLAN,
                "salt",
                0,
                "admin",
                Instant.EPOCH,
                START,
                null,
                END,
                null,
                0,
                List.of(
                        new ExperimentView.Asked("now", "m", "1.0.0"),
                        new ExperimentView.Asked("next", "m", "1.0.1"),
                        new ExperimentView.Asked("other", "n", "champion")));

        @Override
        public ExperimentView get(Caller caller, String name) {
            return green;
        }

        @Override
        public List<ExperimentView> ofServing(Caller caller, String model, long version, int most) {
            return model.equals("n") && version == 3 ? List.of(green) : List.of();
        }

        @Override
        public List<ExperimentView> ofVersion(Caller caller, long version, int most) {
            return version < 2 ? List.of(green) : List.of();
        }
    }
}
