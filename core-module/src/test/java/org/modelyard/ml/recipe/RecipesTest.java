package org.modelyard.ml.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.evaluation.Measure;
import org.modelyard.ml.evaluation.Measures;
import org.modelyard.ml.feature.ColumnChoice;
import org.modelyard.ml.feature.EncodingChoices;
import org.modelyard.ml.train.Trainers;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class RecipesTest {

    private static final List<FeatureSpec> FEATURES = List.of(
            new FeatureSpec("headline", FeatureType.TEXT),
            new FeatureSpec("body", FeatureType.TEXT),
            new FeatureSpec("length", FeatureType.NUMERIC),
            new FeatureSpec("author", FeatureType.CATEGORICAL),
            new FeatureSpec("paid", FeatureType.BOOLEAN),
            new FeatureSpec("published", FeatureType.TIMESTAMP));

    @Test
    void the_purposes_are_served() {
        assertThat(Recipes.all())
                .extracting(Recipe::name)
                .containsExactlyInAnyOrder(
                        "text-classification",
                        "sentiment",
                        "engagement",
                        "virality",
                        "success-prediction",
                        "regression",
                        "content-optimisation",
                        "recommendation",
                        "suggestion");
    }

    @Test
    void each_recipe_is_sound_by_itself() {
        for (Recipe recipe : Recipes.all()) {
            assertThat(Trainers.byType(recipe.trainer()).tasks()).contains(recipe.task());
            assertThat(recipe.spec(Map.of()).values()).containsAllEntriesOf(recipe.hyperparameters());
            Measure measure = Measures.find(recipe.metric()).orElseThrow();
            assertThat(measure.task()).isEqualTo(recipe.task());
            assertThat(measure.goal()).isNotEqualTo(Measure.Goal.NONE);
            assertThat(Measures.names(recipe.task())).containsAll(recipe.gates().keySet());
            assertThat(recipe.problems(new Schema(recipe.task(), "y", FEATURES)))
                    .isEmpty();
            assertThat(recipe.title()).isNotBlank();
            assertThat(recipe.meaning()).endsWith(".");
            recipe.encode().forEach((type, choice) -> assertThat(recipe.choices(FEATURES, EncodingChoices.NONE)
                            .columns()
                            .values())
                    .contains(choice));
        }
    }

    @Test
    void sentiment_has_gates_of_its_own() {
        Recipe sentiment = Recipes.byName("sentiment");
        assertThat(sentiment.gates()).isEqualTo(Map.of("accuracy", Gate.min(0.65), "f1Macro", Gate.min(0.60)));
    }

    @Test
    void sentiment_serves_any_set_of_emotions() {
        String[] emotions = {"anger", "fear", "joy", "sadness", "surprise"};
        String[] texts = new String[200];
        int[] codes = new int[texts.length];
        for (int row = 0; row < texts.length; row++) {
            codes[row] = row % emotions.length;
            texts[row] = "today " + "abcdefghij".charAt(row % 10) + "x full of " + emotions[codes[row]] + "ish news";
        }
        Table table = new Table(
                new Schema(Task.CLASSIFICATION, "emotion", List.of(new FeatureSpec("text", FeatureType.TEXT))),
                List.of(new Column.Texts(texts)),
                new Column.Categories(codes, emotions));
        Measured measured = Measured.of(Measured.fit(Recipes.byName("sentiment"), table), table);
        assertThat(measured.value("accuracy")).isEqualTo(1);
        assertThat(measured.value("f1Macro")).isEqualTo(1);
    }

    @Test
    void those_that_ask_more_of_a_version_train_as_the_one_they_name() {
        for (String[] pair : new String[][] {
            {"content-optimisation", "engagement"},
            {"recommendation", "success-prediction"},
            {"suggestion", "text-classification"}
        }) {
            Recipe other = Recipes.byName(pair[0]);
            Recipe named = Recipes.byName(pair[1]);
            assertThat(other.spec(Map.of())).isEqualTo(named.spec(Map.of()));
            assertThat(other.encode()).isEqualTo(named.encode());
            assertThat(other.gates()).isEqualTo(named.gates());
            assertThat(other.title()).isNotEqualTo(named.title());
        }
    }

    @Test
    void all_columns_of_a_type_are_encoded_alike_but_for_what_the_request_says() {
        Recipe recipe = Recipes.byName("engagement");
        EncodingChoices overrides = EncodingChoices.parse(
                Map.of("body", Map.of("hashBits", 9)), List.of(List.of("length", "author")), FEATURES);
        EncodingChoices choices = recipe.choices(FEATURES, overrides);
        assertThat(choices.columns().keySet()).containsExactly("body", "headline", "published");
        assertThat(choices.columns().get("headline")).isEqualTo(recipe.encode().get(FeatureType.TEXT));
        assertThat(choices.columns().get("body"))
                .isEqualTo(new ColumnChoice.OfText(ColumnChoice.Weighting.TFIDF, 9, true, false));
        assertThat(choices.interactions()).isEqualTo(overrides.interactions());
    }

    @Test
    void what_the_request_says_of_the_trainer_wins() {
        assertThat(Recipes.byName("text-classification").spec(Map.of("l2", 0.5)).number("l2"))
                .isEqualTo(0.5);
        assertThatThrownBy(() -> Recipes.byName("text-classification").spec(Map.of("nonsense", 1)))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void a_dataset_that_does_not_fit_is_told_why() {
        Schema numbers = new Schema(Task.REGRESSION, "y", List.of(new FeatureSpec("n", FeatureType.NUMERIC)));
        assertThat(Recipes.byName("sentiment").problems(numbers))
                .hasSize(2)
                .allMatch(error -> error.field().equals("recipe"))
                .extracting(FieldError::message)
                .anyMatch(message -> message.contains("needs a TEXT feature"));
        assertThat(Recipes.byName("regression").problems(numbers)).isEmpty();
    }

    @Test
    void an_unknown_recipe_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> Recipes.byName("horoscope"))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("text-classification");
    }
}
