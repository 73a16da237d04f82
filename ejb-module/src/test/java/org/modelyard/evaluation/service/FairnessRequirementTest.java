package org.modelyard.evaluation.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.AlertNeeded;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.serving.service.Wired;

class FairnessRequirementTest {

    private static final String FIGURE = "demographicParityDifference";
    private static final Map<String, Map<String, Gate>> BOUND = Map.of("group", Map.of(FIGURE, Gate.max(0.1)));

    private final PolicyFloor floor = new PolicyFloor();
    private final Map<String, byte[]> files = new HashMap<>();
    private final List<AlertNeeded> alerts = new ArrayList<>();
    private final FairnessRequirement requirement = Wired.with(
            new FairnessRequirement(), floor.evaluations, Wired.with(new IntactFiles(), store(), Wired.event(alerts)));

    /** Of 100 rows each, of which in the second group so many more are called positive. */
    private static Fairness fairness(int more) {
        return fairness(more, Fairness.MINIMUM_ROWS);
    }

    private static Fairness fairness(int more, int minimumRows) {
        String[] groups = new String[200];
        boolean[] given = new boolean[200];
        boolean[] actual = new boolean[200];
        for (int row = 0; row < 200; row++) {
            groups[row] = row < 100 ? "a" : "b";
            given[row] = row % 100 < (row < 100 ? 40 : 40 + more);
            actual[row] = row % 2 == 0;
        }
        return Fairness.of(groups, actual, given, null, "a", minimumRows);
    }

    private static String documents(int more) {
        return Fairness.toJson(List.of(fairness(more)));
    }

    private List<String> unmet(@Nullable String golden, ModelVersionView.ArtifactView... artifacts) {
        return requirement.unmet(
                PolicyFloor.CALLER,
                PolicyFloor.version(Arrays.asList(artifacts)),
                PolicyFloor.policy(golden, BOUND),
                "production");
    }

    @Test
    void a_version_that_treats_groups_alike_on_the_named_rows_meets_the_bound() {
        floor.onHard = PolicyFloor.evaluation(PolicyFloor.HARD, 200, 0.9, documents(5));
        assertThat(unmet("hard")).isEmpty();
    }

    @Test
    void what_was_measured_elsewhere_does_not_stand_in_for_the_named_rows() {
        floor.onEasy = PolicyFloor.evaluation(PolicyFloor.EASY, 200, 0.9, documents(0));
        assertThat(unmet("hard", file("fairness-1", 0))).singleElement().satisfies(sentence -> assertThat(sentence)
                .startsWith("How it treats the groups of 'group' was not measured: evaluate it"));
        floor.onHard = PolicyFloor.evaluation(PolicyFloor.HARD, 200, 0.9, documents(30));
        assertThat(unmet("hard", file("fairness-1", 0))).singleElement().satisfies(sentence -> assertThat(sentence)
                .startsWith("By 'group', " + FIGURE + " is 0.")
                .endsWith("above 0.1."));
    }

    @Test
    void without_named_rows_the_versions_own_documents_count() {
        floor.onEasy = PolicyFloor.evaluation(PolicyFloor.EASY, 200, 0.9, documents(30));
        assertThat(unmet(null, file("fairness-1", 5))).isEmpty();
        assertThat(unmet(null, file("fairness-1", 30))).hasSize(1);
    }

    @Test
    void one_that_was_made_elsewhere_is_judged_by_the_first_evaluation_of_enough_rows() {
        assertThat(unmet(null)).singleElement().satisfies(sentence -> assertThat(sentence)
                .contains("was not measured: evaluate it on at least 30 rows whose schema calls it sensitive"));
        floor.later.add(PolicyFloor.evaluation(PolicyFloor.EASY, 29, 0.9, documents(0)));
        assertThat(unmet(null)).hasSize(1);
        floor.later.add(PolicyFloor.evaluation(PolicyFloor.EASY, 200, 0.9, documents(5)));
        assertThat(unmet(null)).isEmpty();
    }

    @Test
    void one_that_has_failed_does_not_pass_by_rows_that_somebody_chose_since() {
        floor.later.add(PolicyFloor.evaluation(PolicyFloor.EASY, 200, 0.9, documents(30)));
        floor.later.add(PolicyFloor.evaluation(PolicyFloor.HARD, 200, 0.9, documents(0)));
        assertThat(unmet(null)).singleElement().satisfies(sentence -> assertThat(sentence)
                .endsWith("above 0.1."));
    }

    @Test
    void an_evaluation_that_could_not_tell_is_followed_by_one_that_can() {
        String few = Fairness.toJson(List.of(fairness(30, 1_000)));
        floor.later.add(PolicyFloor.evaluation(PolicyFloor.EASY, 200, 0.9, few));
        assertThat(unmet(null)).singleElement().satisfies(sentence -> assertThat(sentence)
                .contains("could not be told"));
        floor.later.add(PolicyFloor.evaluation(PolicyFloor.HARD, 200, 0.9, documents(5)));
        assertThat(unmet(null)).isEmpty();
    }

    /** It was trained before anybody called that feature sensitive. */
    @Test
    void a_feature_without_a_document_of_its_own_is_measured_by_an_evaluation() {
        Fairness other = fairness(0);
        byte[] content = new Fairness(
                        "sex",
                        other.positive(),
                        other.reference(),
                        other.groups(),
                        other.disparities(),
                        other.favourable(),
                        other.labels())
                .toJson()
                .getBytes(StandardCharsets.UTF_8);
        ModelVersionView.ArtifactView own = file("fairness-1", "%064x".formatted(77), content);
        assertThat(unmet(null, own)).singleElement().satisfies(sentence -> assertThat(sentence)
                .contains("was not measured"));
        floor.later.add(PolicyFloor.evaluation(PolicyFloor.EASY, 200, 0.9, documents(5)));
        assertThat(unmet(null, own)).isEmpty();
        // what the version itself says of a feature stays
        assertThat(unmet(null, file("fairness-1", 30))).hasSize(1);
    }

    @Test
    void of_a_damaged_document_the_damage_alone_is_told() {
        ModelVersionView.ArtifactView gone =
                new ModelVersionView.ArtifactView("fairness-1", "%064x".formatted(404), 10);
        assertThat(unmet(null, gone)).singleElement().satisfies(sentence -> assertThat(sentence)
                .contains("damaged or missing"));
        assertThat(alerts).hasSize(1);
    }

    private ModelVersionView.ArtifactView file(String kind, int more) {
        return file(kind, "%064x".formatted(more), fairness(more).toJson().getBytes(StandardCharsets.UTF_8));
    }

    private ModelVersionView.ArtifactView file(String kind, String sha, byte[] content) {
        files.put(sha, content);
        return new ModelVersionView.ArtifactView(kind, sha, content.length);
    }

    private ArtifactStore store() {
        return (ArtifactStore) Proxy.newProxyInstance(
                ArtifactStore.class.getClassLoader(), new Class<?>[] {ArtifactStore.class}, (self, method, args) -> {
                    String sha = String.valueOf(args[0]);
                    byte[] content = files.get(sha);
                    if (content == null) {
                        throw new Refusal.NotFound("artifact", sha);
                    }
                    return switch (method.getName()) {
                        case "get" -> content;
                        case "open" -> new ByteArrayInputStream(content);
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }
}
