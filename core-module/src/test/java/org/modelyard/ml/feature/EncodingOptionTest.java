package org.modelyard.ml.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class EncodingOptionTest {

    @ParameterizedTest
    @EnumSource(FeatureType.class)
    void every_option_is_one_that_requests_take(FeatureType type) {
        List<FeatureSpec> features = List.of(new FeatureSpec("f", type));
        for (EncodingOption option : EncodingOption.of(type)) {
            String typed = option.choices().isEmpty()
                    ? option.kind() == EncodingOption.Kind.NUMBER ? "8" : "Europe/Berlin"
                    : option.choices().get(option.choices().size() - 1);
            EncodingChoices.parse(Map.of("f", Map.of(option.name(), option.value(typed))), null, features);
            Refusal.Invalid refusal = catchThrowableOfType(
                    Refusal.Invalid.class,
                    () -> EncodingChoices.parse(
                            Map.of("f", Map.of(option.name(), option.value("nonsense"))), null, features));
            assertThat(refusal.errors())
                    .extracting(FieldError::field)
                    .containsExactly("features.encode.f." + option.name());
        }
    }

    @Test
    void a_choice_is_told_as_a_request_asks_for_it() {
        List<ColumnChoice> choices = List.of(
                new ColumnChoice.OfText(ColumnChoice.Weighting.BINARY, null, false, true),
                new ColumnChoice.OfText(ColumnChoice.Weighting.TFIDF, 12, true, false),
                new ColumnChoice.OfNumber(true, false, 7),
                ColumnChoice.OfNumber.DEFAULT,
                new ColumnChoice.OfCategory(9),
                new ColumnChoice.OfTime(true, true, List.of("2026-12-25"), "Europe/Berlin", true));
        List<FeatureType> types = List.of(
                FeatureType.TEXT,
                FeatureType.TEXT,
                FeatureType.NUMERIC,
                FeatureType.NUMERIC,
                FeatureType.CATEGORICAL,
                FeatureType.TIMESTAMP);
        for (int i = 0; i < choices.size(); i++) {
            EncodingChoices read = EncodingChoices.parse(
                    Map.of("f", choices.get(i).options()), null, List.of(new FeatureSpec("f", types.get(i))));
            assertThat(read.columns()).containsEntry("f", choices.get(i));
        }
    }

    @ParameterizedTest
    @EnumSource(FeatureType.class)
    void what_is_said_to_hold_otherwise_does(FeatureType type) {
        List<FeatureSpec> features = List.of(new FeatureSpec("f", type));
        for (EncodingOption option : EncodingOption.of(type)) {
            if (option.kind() != EncodingOption.Kind.NUMBER) {
                EncodingChoices said = EncodingChoices.parse(
                        Map.of("f", Map.of(option.name(), option.value(option.preset()))), null, features);
                assertThat(said).isEqualTo(EncodingChoices.parse(Map.of("f", Map.of()), null, features));
            }
        }
    }
}
