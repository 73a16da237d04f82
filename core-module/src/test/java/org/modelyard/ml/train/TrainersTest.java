package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class TrainersTest {

    @Test
    void an_unknown_type_is_refused_with_the_list_of_those_there_are() {
        Refusal.Invalid refusal =
                catchThrowableOfType(Refusal.Invalid.class, () -> Trainers.spec("deep-thought", Map.of()));
        assertThat(refusal)
                .hasMessage("There is no trainer 'deep-thought'; there are linear-regression, logistic-regression, "
                        + "multinomial-naive-bayes, decision-tree, random-forest, gradient-boosted-trees, "
                        + "neural-network, k-nearest-neighbours, factorisation-machine, liblinear, ensemble.");
        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("trainer.type");
    }

    @Test
    void what_is_not_given_has_its_default() {
        TrainerSpec spec = Trainers.spec("logistic-regression", Map.of("epochs", 7));
        assertThat(spec.integer("epochs")).isEqualTo(7);
        for (Hyperparameter hyperparameter :
                Trainers.byType("logistic-regression").hyperparameters()) {
            assertThat(spec.values()).containsKey(hyperparameter.name());
            assertThat(hyperparameter.accept(hyperparameter.presetValue())).isEqualTo(hyperparameter.presetValue());
        }
    }

    @Test
    void every_trainer_starts_from_sound_defaults() {
        for (Trainer<?> trainer : Trainers.all()) {
            TrainerSpec spec = Trainers.spec(trainer.type(), Map.of());
            assertThat(trainer.hyperparameters()).allSatisfy(one -> assertThat(one.accept(one.presetValue()))
                    .isEqualTo(spec.values().get(one.name())));
            assertThat(spec.encoding(1_000)).isNotNull();
            assertThat(trainer.tasks()).isNotEmpty();
        }
    }

    @Test
    void every_wrong_hyperparameter_is_named() {
        Refusal.Invalid refusal = catchThrowableOfType(
                Refusal.Invalid.class,
                () -> Trainers.spec(
                        "logistic-regression",
                        Map.of("epochs", 1.5, "l2", -1, "learningRate", "fast", "patience", Double.NaN, "depth", 3)));
        assertThat(refusal.errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "trainer.epochs", "trainer.l2", "trainer.learningRate", "trainer.patience", "trainer.depth");
        assertThat(refusal.errors())
                .filteredOn(error -> error.field().equals("trainer.epochs"))
                .extracting(FieldError::message)
                .containsExactly("'epochs' must be a whole number from 1 to 1000.");
    }

    @Test
    void a_whole_number_may_come_as_any_json_number() {
        assertThat(Trainers.spec("linear-regression", Map.of("epochs", 12.0)))
                .isEqualTo(Trainers.spec("linear-regression", Map.of("epochs", 12L)));
    }

    @Test
    void a_preset_gives_defaults_and_what_is_given_beside_it_wins() {
        TrainerSpec spec = Trainers.spec("logistic-regression", Map.of("preset", "classic", "l2", 0.5));
        assertThat(spec.text("optimizer")).isEqualTo("sgd");
        assertThat(spec.integer("batchSize")).isZero();
        assertThat(spec.integer("epochs")).isEqualTo(1_000);
        assertThat(spec.number("learningRate")).isEqualTo(0.01);
        assertThat(spec.number("tolerance")).isEqualTo(0.001);
        assertThat(spec.number("validationShare")).isEqualTo(0.2);
        assertThat(spec.number("l2")).isEqualTo(0.5);
    }

    @Test
    void every_value_of_a_preset_is_one_that_could_be_given() {
        for (String type : new String[] {"logistic-regression", "linear-regression"}) {
            TrainerSpec preset = Trainers.spec(type, Map.of("preset", "classic"));
            assertThat(Trainers.spec(type, preset.values())).isEqualTo(preset);
            assertThat(preset).isNotEqualTo(Trainers.spec(type, Map.of()));
        }
    }

    @Test
    void an_optimiser_brings_its_learning_rate() {
        assertThat(Trainers.spec("logistic-regression", Map.of()).number("learningRate"))
                .isEqualTo(2);
        for (OptimizerKind kind : OptimizerKind.values()) {
            assertThat(Trainers.spec("logistic-regression", Map.of("optimizer", kind.word()))
                            .number("learningRate"))
                    .isEqualTo(kind.rate());
        }
        assertThat(Trainers.spec("logistic-regression", Map.of("optimizer", "adam", "learningRate", 0.5))
                        .number("learningRate"))
                .isEqualTo(0.5);
    }

    @Test
    void what_came_after_a_specification_was_written_has_its_default() {
        TrainerSpec old = new TrainerSpec("logistic-regression", Map.of("epochs", 3));
        assertThat(old.text("optimizer")).isEqualTo("adagrad");
        assertThat(old.integer("epochs")).isEqualTo(3);
        assertThatThrownBy(() -> old.text("flavour"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("flavour");
        assertThatThrownBy(() -> old.number("optimizer")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void every_search_range_holds_only_values_that_are_accepted() {
        for (Trainer<?> trainer : Trainers.all()) {
            assertThat(trainer.hyperparameters()).anyMatch(one -> one.search().worthwhile());
            for (Hyperparameter one : trainer.hyperparameters()) {
                for (double share = 0; share <= 1; share += 0.125) {
                    Object value = one.at(share);
                    assertThat(one.accept(value)).isEqualTo(value);
                }
            }
        }
    }
}
