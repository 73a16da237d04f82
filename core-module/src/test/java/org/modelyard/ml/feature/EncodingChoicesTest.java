package org.modelyard.ml.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.feature.ColumnChoice.Weighting;
import org.modelyard.ml.feature.EncodingChoices.Interaction;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.RegistryJson;

class EncodingChoicesTest {

    private static final List<FeatureSpec> FEATURES = List.of(
            new FeatureSpec("text", FeatureType.TEXT),
            new FeatureSpec("n", FeatureType.NUMERIC),
            new FeatureSpec("c", FeatureType.CATEGORICAL),
            new FeatureSpec("b", FeatureType.BOOLEAN),
            new FeatureSpec("t", FeatureType.TIMESTAMP));

    private static final EncodingChoices ALL = EncodingChoices.parse(
            Map.of(
                    "text",
                    Map.of("weighting", "counts", "hashBits", 10, "lowerCase", false, "surface", true),
                    "n",
                    Map.of("log1p", true, "standardise", false, "bins", 7),
                    "c",
                    Map.of("hashBits", 6.0),
                    "t",
                    Map.of(
                            "oneHot",
                            true,
                            "weekend",
                            true,
                            "zone",
                            "Europe/Berlin",
                            "season",
                            false,
                            "holidays",
                            List.of("2026-12-25", "2026-01-01", "2026-12-25"))),
            List.of(List.of("n", "c"), List.of("b", "n")),
            FEATURES);

    @Test
    void every_option_is_read() {
        assertThat(ALL)
                .isEqualTo(new EncodingChoices(
                        Map.of(
                                "text",
                                new ColumnChoice.OfText(Weighting.COUNTS, 10, false, true),
                                "n",
                                new ColumnChoice.OfNumber(true, false, 7),
                                "c",
                                new ColumnChoice.OfCategory(6),
                                "t",
                                new ColumnChoice.OfTime(
                                        true, true, List.of("2026-01-01", "2026-12-25"), "Europe/Berlin", true)),
                        List.of(new Interaction("n", "c"), new Interaction("b", "n"))));
    }

    @Test
    void what_is_left_out_is_as_it_always_was() {
        EncodingChoices choices = EncodingChoices.parse(
                Map.of("text", Map.of(), "n", Map.of(), "c", Map.of(), "t", Map.of()), null, FEATURES);
        assertThat(choices.columns())
                .containsEntry("text", ColumnChoice.OfText.DEFAULT)
                .containsEntry("n", ColumnChoice.OfNumber.DEFAULT)
                .containsEntry("c", ColumnChoice.OfCategory.DEFAULT)
                .containsEntry("t", ColumnChoice.OfTime.DEFAULT);
        assertThat(EncodingChoices.parse(null, null, FEATURES)).isEqualTo(EncodingChoices.NONE);
    }

    @Test
    void they_survive_their_json_and_that_of_a_plan() {
        for (EncodingChoices choices : List.of(ALL, EncodingChoices.NONE)) {
            assertThat(EncodingChoices.fromJson(choices.toJson())).isEqualTo(choices);
            assertThat(RegistryJson.read(RegistryJson.write(choices), EncodingChoices.class))
                    .isEqualTo(choices);
        }
    }

    @Test
    void a_choice_that_was_written_before_there_was_a_season_has_one() {
        String old = "{\"columns\":{\"t\":{\"kind\":\"TIMESTAMP\",\"oneHot\":true,\"weekend\":false,\"holidays\":[],"
                + "\"zone\":\"UTC\"}},\"interactions\":[]}";
        assertThat(EncodingChoices.fromJson(old).columns())
                .containsEntry("t", new ColumnChoice.OfTime(true, false, List.of(), "UTC", false));
    }

    @Test
    void a_spec_with_its_choices_survives_the_json_of_a_plan() {
        for (EncodingSpec spec : List.of(
                EncodingSpec.defaults(), EncodingSpec.defaults().withBins(7).with(ALL))) {
            assertThat(RegistryJson.read(RegistryJson.write(spec), EncodingSpec.class))
                    .isEqualTo(spec);
        }
    }

    @Test
    void each_wrong_option_is_named() {
        assertThat(fields(Map.of("text", Map.of("weighting", "bm25")), null))
                .containsExactly("features.encode.text.weighting");
        assertThat(fields(Map.of("text", Map.of("hashBits", 3)), null))
                .containsExactly("features.encode.text.hashBits");
        assertThat(fields(Map.of("text", Map.of("surface", "yes")), null))
                .containsExactly("features.encode.text.surface");
        assertThat(fields(Map.of("n", Map.of("bins", 1.5, "log1p", 1)), null))
                .containsExactly("features.encode.n.log1p", "features.encode.n.bins");
        assertThat(fields(Map.of("t", Map.of("zone", "Mars/Base", "holidays", List.of("Christmas"))), null))
                .containsExactly("features.encode.t.holidays", "features.encode.t.zone");
    }

    @Test
    void unknown_options_and_those_of_other_types_are_refused() {
        assertThat(fields(Map.of("text", Map.of("log1p", true)), null)).containsExactly("features.encode.text.log1p");
        assertThat(fields(Map.of("n", Map.of("hashBits", 8)), null)).containsExactly("features.encode.n.hashBits");
        assertThat(fields(Map.of("c", Map.of("surface", true)), null)).containsExactly("features.encode.c.surface");
        assertThat(fields(Map.of("b", Map.of()), null)).containsExactly("features.encode.b");
        assertThat(fields(Map.of("nobody", Map.of()), null)).containsExactly("features.encode.nobody");
        assertThat(fields(Map.of("n", "log1p"), null)).containsExactly("features.encode.n");
    }

    @Test
    void an_interaction_is_a_pair_of_features_that_multiply() {
        assertThat(fields(null, List.of(List.of("n", "c"), List.of("n", "text"))))
                .containsExactly("features.interactions[1]");
        assertThat(fields(null, List.of(List.of("t", "c")))).containsExactly("features.interactions[0]");
        assertThat(fields(null, List.of(List.of("n", "n")))).containsExactly("features.interactions[0]");
        assertThat(fields(null, List.of(List.of("n", "c"), List.of("c", "n"))))
                .containsExactly("features.interactions[1]");
        assertThat(fields(null, List.of(List.of("n", "c", "b")))).containsExactly("features.interactions[0]");
        assertThat(fields(null, List.of("n×c"))).containsExactly("features.interactions[0]");
        assertThat(fields(null, List.of(List.of("n", "nobody")))).containsExactly("features.interactions[0]");
    }

    private static List<String> fields(@Nullable Map<String, ?> encode, @Nullable List<?> interactions) {
        try {
            EncodingChoices.parse(encode, interactions, FEATURES);
        } catch (Refusal.Invalid e) {
            return e.errors().stream().map(FieldError::field).toList();
        }
        return List.of();
    }
}
