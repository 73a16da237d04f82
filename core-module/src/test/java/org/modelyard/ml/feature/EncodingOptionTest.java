package org.modelyard.ml.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
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
