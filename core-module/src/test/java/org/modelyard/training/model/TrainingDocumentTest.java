package org.modelyard.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.recipe.Recipe;
import org.modelyard.ml.recipe.Recipes;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.RegistryJson;

class TrainingDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID SNAPSHOT = UUID.fromString("0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a12");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trainer: {type: logistic-regression}",
                "trainer: {type: logistic-regression, epochs: 7, l2: 0.001}\ngates: {}\nexecutor: process",
                "trainer: {type: logistic-regression}\nvalidation: {folds: 4, groupBy: colour}\nseed: 7\nbump: MAJOR",
                "trainer: {type: logistic-regression}\nsearch: {method: random, trials: 5, holdout: 0.25}",
                "trainer: {type: logistic-regression}\nsearch: {method: hyperband, trials: 5, epochs: 9, space: {l2: {min: 0.001, max: 1, scale: LOG}}}",
                "trainer: {type: decision-tree}\nsearch: {method: grid, space: {maxDepth: {values: [2, 3]}}}\nfeatures: {include: [x]}",
                "trainer: {type: logistic-regression}\nweights: {classes: {a: 2.5}, quality: true}\ndecision: {calibration: PLATT}",
                "trainer: {type: logistic-regression}\nweights: {classes: balanced}\ndeployment: {environment: staging}\nwindow: P30D\ntimeout: PT5M\npriority: 9",
            })
    void the_document_of_a_plan_asks_for_the_same_plan(String more) throws IOException {
        TrainingPlan plan = request(more).plan(Tables.LABELLED);
        String yaml = TrainingYaml.write(TrainingDocument.of("m", "d", null, plan));
        assertThat(read(yaml).plan(Tables.LABELLED)).isEqualTo(plan);
        String json = RegistryJson.write(TrainingDocument.of("m", "d", null, plan));
        assertThat(RegistryJson.read(json, TrainingRequest.class).plan(Tables.LABELLED))
                .isEqualTo(plan);
    }

    @Test
    void the_snapshot_is_said_unless_a_window_takes_another_each_time() throws IOException {
        TrainingPlan plain = request("trainer: {type: logistic-regression}").plan(Tables.LABELLED);
        assertThat(TrainingDocument.of("m", "d", SNAPSHOT, plain)).containsEntry("snapshot", SNAPSHOT.toString());
        TrainingPlan window =
                request("trainer: {type: logistic-regression}\nwindow: P1D").plan(Tables.LABELLED);
        assertThat(TrainingDocument.of("m", "d", SNAPSHOT, window)).doesNotContainKey("snapshot");
    }

    @Test
    void going_on_takes_what_the_version_has_and_no_more() throws IOException {
        Map<String, Object> trainer = Map.of("type", "logistic-regression", "l2", 0.5);
        TrainingPlan plan = request("trainer: {epochs: 3}")
                .goingOn("1.2.0", trainer, new FeatureChoice(List.of("x"), null), null)
                .plan(Tables.LABELLED);
        assertThat(plan.conditions().startFrom()).isEqualTo("1.2.0");
        assertThat(plan.trainer().values()).containsEntry("l2", 0.5).containsEntry("epochs", 3);
        assertThat(plan.features().include()).containsExactly("x");
        for (String wrong : List.of("recipe: sentiment", "features: {include: [x]}", "trainer: {type: naive-bayes}")) {
            assertThatThrownBy(() -> request(wrong).goingOn("1.2.0", trainer, FeatureChoice.all(), null))
                    .as(wrong)
                    .isInstanceOf(Refusal.Invalid.class);
        }
        assertThat(fields(request("{}").goingOn("1.0.0", Map.of("type", "decision-tree"), FeatureChoice.all(), null)))
                .containsExactly("startFrom");
    }

    @Test
    void going_on_keeps_the_recipe_for_its_gates_and_for_what_it_keeps_and_learns_as_the_version_did()
            throws IOException {
        Map<String, Object> trainer = Map.of("type", "logistic-regression", "l2", 0.5);
        TrainingRequest virality = request("{}").goingOn("1.2.0", trainer, FeatureChoice.all(), "virality");
        TrainingPlan plan = virality.plan(Tickets.SCHEMA);
        assertThat(plan.recipe()).isEqualTo("virality");
        assertThat(plan.gates()).isEqualTo(Recipes.byName("virality").gates());
        assertThat(plan.trainer().values()).containsEntry("l2", 0.5);
        TrainingPlan cases = request("gates: {accuracy: {min: 0.5}}")
                .goingOn("1.2.0", trainer, FeatureChoice.all(), "suggestion")
                .plan(Tickets.SCHEMA);
        assertThat(cases.keeps(Recipe.Kept.CASES)).isTrue();
        assertThat(cases.gates()).containsOnlyKeys("accuracy");
        // another trainer than the recipe's is not judged by the recipe, and folds are not usual here
        assertThat(fields(
                        request("{}").goingOn("1.0.0", trainer, FeatureChoice.all(), "success-prediction"),
                        Tickets.SCHEMA))
                .isEmpty();
        // the document of such a plan can be asked again: the version says the recipe
        assertThat(TrainingDocument.of("m", "d", null, plan)).doesNotContainKey("recipe");
        assertThat(read(TrainingYaml.write(TrainingDocument.of("m", "d", null, plan)))
                        .goingOn("1.2.0", trainer, FeatureChoice.all(), "virality")
                        .plan(Tickets.SCHEMA))
                .isEqualTo(plan);
    }

    @Test
    void what_cannot_be_is_named() throws IOException {
        assertThat(fields(request("trainer: {type: logistic-regression}\nexecutor: KUBERNETES")))
                .containsExactly("executor");
        assertThat(fields(request("trainer: {type: logistic-regression}\nweights: {feature: colour}")))
                .containsExactly("weights.feature");
        assertThat(fields(request("trainer: {type: logistic-regression}\nweights: {}")))
                .containsExactly("weights");
        assertThat(fields(request("trainer: {type: logistic-regression}\nweights: {classes: {a: -1}}")))
                .containsExactly("weights.classes");
        assertThat(fields(request("trainer: {type: k-nearest-neighbours}\nweights: {classes: balanced}")))
                .containsExactly("weights");
        assertThat(fields(request("trainer: {type: logistic-regression}\ndeployment: {}")))
                .containsExactly("deployment.environment");
    }

    @Test
    void two_documents_a_field_twice_and_no_yaml_are_refused() {
        for (String wrong : List.of("model: a\n---\nmodel: b", "model: a\nmodel: b", "model: [", "\tmodel: a")) {
            assertThatThrownBy(() -> TrainingYaml.read(bytes(wrong)))
                    .as(wrong)
                    .isInstanceOf(JsonProcessingException.class);
        }
    }

    private static List<String> fields(TrainingRequest request) {
        return fields(request, Tables.LABELLED);
    }

    private static List<String> fields(TrainingRequest request, Schema schema) {
        try {
            request.plan(schema);
            return List.of();
        } catch (Refusal.Invalid e) {
            return e.errors().stream().map(FieldError::field).toList();
        }
    }

    private static TrainingRequest request(String more) throws IOException {
        return read("model: m\ndataset: d\n" + (more.equals("{}") ? "" : more));
    }

    private static TrainingRequest read(String yaml) throws IOException {
        @Nullable JsonNode document = TrainingYaml.read(bytes(yaml));
        return JSON.treeToValue(document, TrainingRequest.class);
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
