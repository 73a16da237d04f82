package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;

class GradientDescentTest {

    private static final String LABELS = "logistic-regression";
    private static final String NUMBERS = "linear-regression";

    /** Recorded before there were options: another value means that a default run learns another model than it did. */
    @ParameterizedTest
    @CsvSource({
        "2, 7d9afa6c31dde51a0111b89a1280d0d69412f46b7a75eb7de42581c7068660ff",
        "3, df71641406ef170f95f938101532283abfaec934ed1bf8bd35cef22876327f63"
    })
    void by_default_it_learns_the_bits_it_always_did(int labels, String expected) {
        LinearModel model = (LinearModel) Fitted.on(Generated.table(labels, 400, 5), LABELS, Map.of("patience", 3))
                .model();
        byte[] bytes = new BinaryWriter().put(model.weights()).put(model.bias()).toBytes();
        assertThat(Sha256.hex(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "adagrad, 1",
        "adagrad, 32",
        "adam, 1",
        "adam, 32",
        "adamw, 32",
        "momentum, 1",
        "momentum, 32",
        "sgd, 1",
        "sgd, 32"
    })
    void every_optimiser_learns_labels_and_numbers(String optimizer, int batchSize) {
        Map<String, ?> options = Map.of(
                "optimizer", optimizer, "batchSize", batchSize, "epochs", 200, "patience", 20, "schedule", "cosine");
        Table three = Generated.table(3, 2_000, 6);
        assertThat(Fitted.on(three, LABELS, options).accuracy(three)).isGreaterThan(0.8);
        Table two = Generated.table(2, 2_000, 5);
        assertThat(Fitted.on(two, LABELS, options).accuracy(two)).isGreaterThan(0.87);
        Table numbers = Generated.table(0, 2_000, 5);
        Map<String, Object> solver = new java.util.HashMap<>(options);
        solver.put("solver", "gradient");
        solver.put("bins", 0);
        Fitted fitted = Fitted.on(numbers, NUMBERS, solver);
        assertThat(fitted.r2(numbers)).isGreaterThan(0.999);
        // in the target's squared unit: the variance is 1 + 4 + 9 + 16 + 25
        assertThat(fitted.progress().validationLoss()).isLessThan(0.001 * 55);
    }

    @Test
    void the_classic_preset_learns_and_stops_when_the_loss_hardly_falls() {
        Table table = Generated.table(2, 1_000, 5);
        Fitted classic = Fitted.on(table, LABELS, Map.of("preset", "classic"));
        assertThat(classic.accuracy(table)).isGreaterThan(0.85);
        assertThat(classic.progress().epoch()).isBetween(5, 999);
        Fitted longer = Fitted.on(table, LABELS, Map.of("preset", "classic", "tolerance", 1e-5));
        assertThat(longer.progress().epoch()).isGreaterThan(classic.progress().epoch());
        assertThat(longer.progress().trainingLoss())
                .isLessThan(classic.progress().trainingLoss());
        Table numbers = Generated.table(0, 1_000, 5);
        assertThat(Fitted.on(numbers, NUMBERS, Map.of("preset", "classic")).r2(numbers))
                .isGreaterThan(0.8);
    }

    @Test
    void l1_leaves_only_what_says_something() {
        Table informed = Generated.table(2, 2_000, 4);
        Table wide = Generated.table(2, 2_000, 20);
        List<Column> columns = new ArrayList<>(informed.columns());
        columns.addAll(wide.columns().subList(4, 20)); // say nothing of this target
        Table table = new Table(wide.schema(), columns, informed.target());
        for (String optimizer : List.of("adagrad", "sgd", "momentum", "adam")) {
            Map<String, ?> options = Map.of(
                    "bins", 0, "l1", 0.05, "optimizer", optimizer, "batchSize", 500, "epochs", 200, "patience", 200);
            LinearModel model = (LinearModel) Fitted.on(table, LABELS, options).model();
            long zeros =
                    Arrays.stream(model.weights()).filter(weight -> weight == 0).count();
            assertThat(zeros).as(optimizer).isGreaterThan(model.width() / 2);
        }
    }

    @Test
    void the_gradient_solver_comes_to_the_exact_solution() {
        Table table = Generated.table(0, 500, 4);
        Map<String, ?> ridge = Map.of("l2", 50, "bins", 0);
        LinearModel exact = (LinearModel) Fitted.on(table, NUMBERS, ridge).model();
        LinearModel stepped = (LinearModel) Fitted.on(
                        table,
                        NUMBERS,
                        Map.of(
                                "l2",
                                50,
                                "bins",
                                0,
                                "solver",
                                "gradient",
                                "batchSize",
                                0,
                                "epochs",
                                2_000,
                                "patience",
                                1_000,
                                "learningRate",
                                0.1,
                                "optimizer",
                                "momentum",
                                "validationShare",
                                0))
                .model();
        for (int i = 0; i < exact.width(); i++) {
            assertThat(stepped.weights()[i]).isCloseTo(exact.weights()[i], within(1e-3));
        }
        assertThat(stepped.bias()[0]).isCloseTo(exact.bias()[0], within(1e-3));
    }

    @Test
    void a_step_too_long_is_refused_by_the_name_of_what_to_lower() {
        Table table = Generated.table(0, 200, 5);
        Refusal.Invalid refusal = catchThrowableOfType(
                Refusal.Invalid.class,
                () -> Fitted.on(table, NUMBERS, Map.of("solver", "gradient", "optimizer", "sgd", "learningRate", 100)));
        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("trainer.learningRate");
    }

    @Test
    void going_on_from_a_model_begins_where_it_ended() {
        Table table = Generated.table(2, 2_000, 5);
        Table old = table.select(IntStream.range(0, 1_000).toArray());
        Table fresh = table.select(IntStream.range(1_000, 2_000).toArray());
        TrainerSpec spec = Trainers.spec(LABELS, Map.of());
        Fitted before = Fitted.on(old, spec, 42);
        TrainingData data = new TrainingData(
                before.scorer().encoder().encode(fresh), Targets.of(fresh, List.of("label 0", "label 1")));
        TrainingSession session = TrainingSession.startFrom(spec, data, 7, before.model());
        assertThat(session.progress().validationLoss()).isLessThan(0.4);
        while (!session.done()) {
            session.step();
        }
        double[] expected = Flat.of(session.finish());
        TrainingSession again = TrainingSession.resume(
                spec,
                data,
                7,
                TrainingSession.startFrom(spec, data, 7, before.model()).toBytes());
        while (!again.done()) {
            again.step();
        }
        assertThat(Flat.of(again.finish())).isEqualTo(expected);
    }

    @Test
    void nothing_better_found_the_model_stays_the_one_it_began_with() {
        Table table = Generated.table(0, 400, 4);
        TrainerSpec spec = Trainers.spec(
                NUMBERS, Map.of("solver", "gradient", "bins", 0, "l2", 1_000, "epochs", 3, "learningRate", 1e-6));
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        TrainingData data = new TrainingData(encoder.encode(table), Targets.of(table, List.of()));
        LinearModel exact = (LinearModel)
                Fitted.on(table, NUMBERS, Map.of("bins", 0, "l2", 0)).model();
        TrainingSession session = TrainingSession.startFrom(spec, data, 1, exact);
        session.step();
        LinearModel after = (LinearModel) session.finish();
        for (int i = 0; i < exact.width(); i++) {
            assertThat(after.weights()[i]).isCloseTo(exact.weights()[i], within(1e-4));
        }
    }

    @Test
    void only_a_model_that_fits_can_be_gone_on_from() {
        Table table = Generated.table(3, 200, 5);
        TrainerSpec spec = Trainers.spec(LABELS, Map.of());
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        TrainingData data = new TrainingData(encoder.encode(table), Targets.of(table));
        for (Fitted other : List.of(
                Fitted.on(Generated.table(2, 200, 5), LABELS, Map.of()),
                Fitted.on(Generated.table(3, 200, 6), LABELS, Map.of()),
                Fitted.on(table, "decision-tree", Map.of()))) {
            assertThatThrownBy(() -> TrainingSession.startFrom(spec, data, 1, other.model()))
                    .isInstanceOf(Refusal.Invalid.class);
        }
        TrainerSpec tree = Trainers.spec("decision-tree", Map.of());
        Fitted own = Fitted.on(table, tree, 1);
        assertThatThrownBy(() -> TrainingSession.startFrom(tree, data, 1, own.model()))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("train anew");
        Table unknown = Generated.table(4, 200, 5);
        assertThatThrownBy(() -> Targets.of(unknown, List.of("label 0", "label 1", "label 2")))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("label 3");
    }
}
