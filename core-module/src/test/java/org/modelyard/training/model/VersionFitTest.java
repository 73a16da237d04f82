package org.modelyard.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.evaluation.model.VersionScores;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.OutputEvaluation;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.ml.tree.Workers;

class VersionFitTest {

    private static final List<String> INPUTS = List.of("text", "size", "opened", "gender");
    private static final Map<String, Object> BOOSTED =
            Map.of("trainer", Map.of("type", "gradient-boosted-trees", "rounds", 6));

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void each_answer_is_that_of_a_model_trained_for_it_alone_from_a_row_that_is_encoded_once() {
        Table tickets = Tickets.of(240, 0);
        TrainingPlan plan = Tickets.plan(List.of("priority", "hours"), with("escalated"));
        JobRows rows = JobRows.of(tickets, plan);
        ModelScorer several = fitted(rows.train(), plan);
        int[] learnt = JobRows.learnt(tickets, plan);
        Scores[] others = new Scores[2];
        InputRow row = InputRow.empty(INPUTS.size());
        List<String> outputs = List.of("priority", "hours");
        ModelScorer category = alone(rows.train(), plan);
        for (int output = 0; output < 2; output++) {
            ModelScorer alone =
                    alone(Tickets.about(tickets, outputs.get(output), INPUTS).select(learnt), plan);
            for (int i = 0; i < 30; i++) {
                FeatureEncoder.fill(row, rows.evaluation(), i);
                same(several.score(row, others), category.score(row));
                same(others[output], alone.score(row));
            }
        }
    }

    @Test
    void rows_that_lack_an_output_are_left_out_of_its_fit_and_its_evaluation_and_counted() {
        Table tickets = Tickets.of(240, 4);
        TrainingPlan plan = Tickets.plan(
                List.of("priority", "hours"),
                Map.of(
                        "trainer",
                        Map.of("type", "gradient-boosted-trees", "rounds", 60),
                        "features",
                        Map.of("exclude", List.of("escalated"))));
        JobRows rows = JobRows.of(tickets, plan);
        ModelScorer several = fitted(rows.train(), plan);
        VersionScores answers = VersionScores.of(several, rows.evaluation());
        List<OutputEvaluation> outputs = answers.evaluate(rows.train(), rows.evaluation());
        assertThat(outputs).extracting(OutputEvaluation::missing).containsExactly(60L, 60L);
        long asked = rows.evaluation().about(0).rows();
        assertThat(asked).isLessThan(rows.evaluation().rows());
        assertThat(outputs.get(0).evaluation().rows()).isEqualTo(asked);
        assertThat(outputs.get(0).evaluation().value("accuracy")).isGreaterThan(0.95);
        assertThat(outputs.get(1).evaluation().value("r2")).isGreaterThan(0.8);
        assertThat(outputs.get(0).evaluation().metrics().values()).anyMatch(metric -> metric.interval() != null);
        assertThat(outputs.get(0).evaluation().confusion()).isNotNull();
        assertThat(answers.target().rows()).isEqualTo(rows.evaluation().rows());
    }

    @Test
    void rows_of_weight_0_teach_no_output_either() {
        TrainingPlan plan = Tickets.plan(
                List.of("priority"),
                Map.of(
                        "trainer", Map.of("type", "gradient-boosted-trees", "rounds", 6),
                        "features", Map.of("exclude", List.of("escalated", "hours")),
                        "weights", Map.of("feature", "size")));
        JobRows rows = JobRows.of(Tickets.of(240, 9), plan);
        assertThat(rows.train().weights()).contains(0);
        ModelScorer several = fitted(rows.train(), plan);
        ModelScorer alone = alone(rows.train().about(0), plan);
        InputRow row = InputRow.empty(3);
        Scores[] others = new Scores[1];
        for (int i = 0; i < 30; i++) {
            FeatureEncoder.fill(row, rows.evaluation(), i);
            several.score(row, others);
            same(others[0], alone.score(row));
        }
    }

    @Test
    void a_recipe_learns_category_and_priority_of_a_ticket_from_its_text() {
        TrainingPlan plan = Tickets.plan(
                List.of("priority"),
                Map.of("recipe", "text-classification", "features", Map.of("include", List.of("text"))));
        JobRows rows = JobRows.of(Tickets.of(300, 0), plan);
        VersionScores answers = VersionScores.of(fitted(rows.train(), plan), rows.evaluation());
        assertThat(answers.target().evaluate().value("accuracy")).isEqualTo(1);
        assertThat(answers.outputs().get(0).evaluate().value("accuracy")).isEqualTo(1);
    }

    @Test
    void folds_answer_outputs_too_and_are_kept_and_joined() {
        TrainingPlan plan = Tickets.plan(
                List.of("priority", "hours"),
                Map.of("trainer", Map.of("type", "decision-tree"), "validation", Map.of("folds", 3)));
        JobRows rows = JobRows.of(Tickets.of(90, 9), plan);
        List<VersionScores> parts = rows.folds().stream()
                .map(fold -> VersionScores.of(
                        fitted(rows.train().select(fold.train()), plan),
                        rows.evaluation().select(fold.test())))
                .map(part -> VersionScores.fromBytes(part.toBytes()))
                .toList();
        VersionScores all = VersionScores.joined(parts);
        assertThat(all.target().rows()).isEqualTo(90);
        assertThat(all.outputs()).hasSize(2);
        assertThat(all.outputs().get(0).rows()).isEqualTo(80);
        assertThat(all.evaluate(rows.train()))
                .extracting(OutputEvaluation::missing)
                .containsExactly(10L, 10L);
    }

    @Test
    void killed_after_any_step_of_any_fit_it_ends_with_the_same_bytes() {
        Table tickets = Tickets.of(200, 7);
        for (Map<String, Object> more : List.of(
                BOOSTED,
                Map.<String, Object>of(
                        "trainer", Map.of("type", "neural-network", "epochs", 5, "hiddenUnits", 4),
                        "weights", Map.of("classes", "balanced")))) {
            TrainingPlan plan = Tickets.plan(List.of("priority", "hours"), more);
            Table train = JobRows.of(tickets, plan).train();
            byte[] expected = bytes(fitted(train, plan), plan);
            Map<Integer, byte[]> kept = new HashMap<>();
            int lives = 0;
            byte[] made = null;
            while (made == null) {
                lives++;
                made = oneLife(train, plan, kept);
            }
            assertThat(lives).isGreaterThan(12); // three fits, a kill in each step
            assertThat(made).isEqualTo(expected);
            assertThat(ModelBundle.read(made).write()).isEqualTo(expected);
        }
    }

    /** One step, after which the process dies; null then. */
    private static byte @Nullable [] oneLife(Table train, TrainingPlan plan, Map<Integer, byte[]> kept) {
        VersionFit version = version(train, plan);
        try {
            return bytes(
                    version.run((fit, output) -> {
                        byte[] checkpoint = kept.get(output);
                        TrainingSession session = checkpoint == null ? fit.start() : fit.resume(checkpoint);
                        if (!session.done()) {
                            session.step();
                            kept.put(output, session.toBytes());
                            throw new Killed();
                        }
                        return session;
                    }),
                    plan);
        } catch (Killed e) {
            return null;
        }
    }

    private static byte[] bytes(ModelScorer scorer, TrainingPlan plan) {
        return new ModelBundle(scorer, plan.trainer(), plan.seed()).write();
    }

    private static VersionFit version(Table train, TrainingPlan plan) {
        return new VersionFit(
                Fit.of(plan.trainer(), plan, train, Workers.ALONE), FitRows.of(train, plan), plan, Workers.ALONE);
    }

    private static ModelScorer fitted(Table train, TrainingPlan plan) {
        return version(train, plan).run((fit, output) -> {
            TrainingSession session = fit.start();
            while (!session.done()) {
                session.step();
            }
            return session;
        });
    }

    /** A model of the table's target by itself. */
    private static ModelScorer alone(Table train, TrainingPlan plan) {
        return Fit.of(plan.trainer(), plan.encoding(train.schema()), train, plan.seed())
                .run(progress -> {});
    }

    /** Boosted trees that do not see the feature. */
    private static Map<String, Object> with(String exclude) {
        Map<String, Object> more = new HashMap<>(BOOSTED);
        more.put("features", Map.of("exclude", List.of(exclude)));
        return more;
    }

    private static void same(Scores actual, Scores expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }
}
