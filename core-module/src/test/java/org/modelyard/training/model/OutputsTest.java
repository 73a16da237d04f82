package org.modelyard.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.GateVerdict;
import org.modelyard.ml.evaluation.OutputEvaluation;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.RegistryJson;

class OutputsTest {

    private static final Map<String, Object> TREE = Map.of("trainer", Map.of("type", "decision-tree"));

    @Test
    void outputs_are_no_inputs_and_keep_their_answers_through_every_split() {
        Table tickets = Tickets.of(100, 10);
        TrainingPlan plan = Tickets.plan(List.of("hours", "priority", "escalated"), TREE);
        JobRows rows = JobRows.of(tickets, plan);
        assertThat(rows.train().schema().features())
                .extracting("name")
                .containsExactly("text", "size", "opened", "gender");
        assertThat(rows.train().outputs())
                .extracting(Table.Output::name)
                .containsExactly("hours", "priority", "escalated");
        assertThat(rows.train().rows() + rows.evaluation().rows()).isEqualTo(100);
        for (Table part : List.of(rows.train(), rows.evaluation())) {
            Column.Texts texts = (Column.Texts) part.columns().get(0);
            Column.Categories escalated =
                    (Column.Categories) part.outputs().get(2).answers();
            for (int row = 0; row < part.rows(); row++) {
                assertThat(escalated.value(row))
                        .isEqualTo(String.valueOf(
                                String.valueOf(texts.values()[row]).contains("urgent")));
            }
        }
        int known = rows.train().about(0).rows() + rows.evaluation().about(0).rows();
        assertThat(known).isEqualTo(90);
        assertThat(rows.train().about(1).schema().target()).isEqualTo("priority");
        JobRows folded = JobRows.of(
                tickets,
                Tickets.plan(
                        List.of("hours"),
                        Map.of("trainer", Map.of("type", "decision-tree"), "validation", Map.of("folds", 4))));
        assertThat(folded.trainOf(2).outputs().get(0).answers().rows())
                .isEqualTo(folded.trainOf(2).rows());
    }

    @Test
    void the_document_asks_for_the_same_and_stored_plans_of_before_have_none() throws IOException {
        TrainingPlan plan = Tickets.plan(List.of("priority", "hours"), TREE);
        Map<String, Object> document = TrainingDocument.of("m", "d", null, plan);
        assertThat(document).containsEntry("outputs", List.of("priority", "hours"));
        String yaml = TrainingYaml.write(document);
        TrainingRequest again = RegistryJson.read(
                String.valueOf(TrainingYaml.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))),
                TrainingRequest.class);
        assertThat(again.plan(Tickets.SCHEMA)).isEqualTo(plan);
        assertThat(TrainingPlan.fromJson(plan.toJson())).isEqualTo(plan);
        TrainingPlan none = Tickets.plan(List.of(), TREE);
        assertThat(TrainingDocument.of("m", "d", null, none)).doesNotContainKey("outputs");
        String before = none.toJson().replace("\"outputs\":[],", "");
        assertThat(before).doesNotContain("outputs");
        assertThat(TrainingPlan.fromJson(before)).isEqualTo(none);
    }

    @Test
    void what_cannot_be_answered_is_refused_in_words_that_help() {
        refused("no feature 'colour'", List.of("colour"), TREE);
        refused("'category' is the target", List.of("category"), TREE);
        refused("'text' is TEXT", List.of("text"), TREE);
        refused("'opened' is TIMESTAMP", List.of("opened"), TREE);
        refused("'gender' is sensitive", List.of("gender"), TREE);
        refused("named twice", List.of("hours", "hours"), TREE);
        refused("at most 8", IntStream.range(0, 9).mapToObj(i -> "f" + i).toList(), TREE);
        refused("the name of a feature", java.util.Arrays.asList("hours", null), TREE);
        refused("grouped by", List.of("priority"), with("validation", Map.of("holdout", 0.2, "groupBy", "priority")));
        refused("ordered by", List.of("hours"), with("validation", Map.of("holdout", 0.2, "orderBy", "hours")));
        refused("the weight", List.of("hours"), with("weights", Map.of("feature", "hours")));
        refused("be an input", List.of("hours"), with("features", Map.of("include", List.of("text", "hours"))));
        refused("be encoded", List.of("hours"), with("features", Map.of("encode", Map.of("hours", Map.of("bins", 4)))));
        refused(
                "be multiplied",
                List.of("hours"),
                with("features", Map.of("interactions", List.of(List.of("size", "hours")))));
        refused(
                "none is left",
                List.of("hours"),
                with(
                        "features",
                        Map.of("exclude", List.of("text", "priority", "size", "escalated", "opened", "gender"))));
        refused(
                "leave 'outputs' or 'startFrom' out",
                List.of("priority"),
                Map.of("trainer", Map.of("type", "logistic-regression"), "startFrom", "1.0.0"));
    }

    @Test
    void a_trainer_that_learns_no_such_answer_is_refused_and_those_that_could_are_named() {
        Map<String, Object> logistic = Map.of("trainer", Map.of("type", "logistic-regression"));
        assertThat(Tickets.plan(List.of("priority", "escalated"), logistic).outputs())
                .hasSize(2);
        refused("decision-tree, random-forest, gradient-boosted-trees", List.of("hours"), logistic);
        refused("logistic-regression does not learn REGRESSION, which 'hours' is", List.of("hours"), logistic);
    }

    @Test
    void an_output_without_two_labels_or_with_too_few_rows_is_named_before_anything_is_fitted() {
        Table tickets = Tickets.of(60, 0);
        Table calm = tickets.select(IntStream.range(0, 60)
                .filter(row -> !String.valueOf(((Column.Texts) tickets.columns().get(0)).values()[row])
                        .contains("urgent"))
                .toArray());
        assertThatThrownBy(() -> JobRows.of(calm, Tickets.plan(List.of("priority"), TREE)))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("The output 'priority'")
                .hasMessageContaining("'low'")
                .hasMessageContaining("needs at least two");
        assertThatThrownBy(() -> JobRows.of(Tickets.of(60, 1), Tickets.plan(List.of("hours"), TREE)))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("The output 'hours': There are 0 accepted rows");
        assertThat(JobRows.of(calm, Tickets.plan(List.of("hours"), TREE))
                        .train()
                        .outputs())
                .hasSize(1);
    }

    @Test
    void gates_may_name_the_metrics_of_an_output() {
        Map<String, Object> gates = Map.of(
                "accuracy",
                Map.of("min", 0.5),
                "priority.accuracy",
                Map.of("min", 0.9),
                "hours.mae",
                Map.of("max", 4.0));
        TrainingPlan plan = Tickets.plan(List.of("priority", "hours"), with("gates", gates));
        Evaluation labels = evaluation(40, 0.95);
        List<OutputEvaluation> outputs = List.of(
                new OutputEvaluation("priority", 3, evaluation(40, 0.7)),
                new OutputEvaluation(
                        "hours",
                        0,
                        new org.modelyard.ml.evaluation.RegressionScores(new double[] {1, 2}, new double[] {1, 3})
                                .evaluate()));
        List<GateVerdict> failed = plan.verdicts(labels, outputs, 200).stream()
                .filter(verdict -> !verdict.passed())
                .toList();
        assertThat(failed).extracting(GateVerdict::metric).containsExactly("priority.accuracy", "hours.rows");
        assertThat(failed.get(0).reason()).isEqualTo("priority.accuracy is 0.7, below 0.9.");
        assertThat(failed.get(1).reason()).startsWith("hours: Too few evaluation rows: 2");
        List<OutputEvaluation> stored = OutputEvaluation.fromJson(OutputEvaluation.toJson(outputs));
        assertThat(plan.verdicts(labels, stored, 200)).isEqualTo(plan.verdicts(labels, outputs, 200));
        assertThat(stored.get(0).missing()).isEqualTo(3);
        assertThat(RegistryJson.metrics(RegistryJson.metrics(labels, stored)))
                .containsEntry("accuracy", 0.95)
                .containsEntry("priority.accuracy", 0.7)
                .containsEntry("hours.mae", 0.5);
        for (String unknown :
                List.of("hours.accuracy", "size.mae", "priority.", "priority.businessCost", "hours.businessCost")) {
            assertThat(problems(Tickets.request(
                            List.of("priority", "hours"), with("gates", Map.of(unknown, Map.of("min", 0.5))))))
                    .as(unknown)
                    .extracting(FieldError::field)
                    .containsExactly("gates." + unknown);
        }
    }

    /** Of rows of which so many are answered right. */
    private static Evaluation evaluation(int rows, double right) {
        int[] actual = IntStream.range(0, rows).map(row -> row % 2).toArray();
        double[] probabilities = new double[2 * rows];
        for (int row = 0; row < rows; row++) {
            boolean good = row < Math.round(rows * right);
            probabilities[2 * row + (good ? actual[row] : 1 - actual[row])] = 1;
        }
        return new org.modelyard.ml.evaluation.ClassificationScores(List.of("high", "low"), actual, probabilities)
                .evaluate();
    }

    private static Map<String, Object> with(String field, Object value) {
        return Map.of("trainer", Map.of("type", "decision-tree"), field, value);
    }

    private static void refused(String words, List<String> outputs, Map<String, Object> more) {
        assertThat(problems(Tickets.request(outputs, more)))
                .filteredOn(error -> error.field().equals("outputs"))
                .extracting(FieldError::message)
                .anyMatch(message -> message.contains(words), words);
    }

    private static List<FieldError> problems(TrainingRequest request) {
        return assertThatThrownBy(() -> request.plan(Tickets.SCHEMA))
                .asInstanceOf(InstanceOfAssertFactories.type(Refusal.Invalid.class))
                .actual()
                .errors();
    }
}
