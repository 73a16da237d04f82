package org.modelyard.registry.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.Signature;
import org.modelyard.monitoring.model.ProfileLayout;

class ModelImportsTest {

    private static final List<FeatureSpec> FEATURES = List.of(
            new FeatureSpec("age", FeatureType.NUMERIC),
            new FeatureSpec("since", FeatureType.TIMESTAMP),
            new FeatureSpec("vip", FeatureType.BOOLEAN),
            new FeatureSpec("city", FeatureType.CATEGORICAL),
            new FeatureSpec("note", FeatureType.TEXT));

    private static final ProfileLayout LAYOUT = ProfileLayout.of(
            new Table(
                    new Schema(Task.CLASSIFICATION, "y", FEATURES),
                    List.of(
                            new Column.Numbers(new double[] {1, 2}),
                            new Column.Numbers(new double[] {3, 4}),
                            new Column.Numbers(new double[] {0, 1}),
                            new Column.Categories(new int[] {0, 1}, new String[] {"a", "b"}),
                            new Column.Texts(new String[] {"one", "two words"})),
                    new Column.Categories(new int[] {0, 1}, new String[] {"no", "yes"})),
            List.of("no", "yes"));

    private static Signature signature(List<FeatureSpec> features, String... labels) {
        return new Signature(
                Task.CLASSIFICATION,
                features.stream()
                        .map(feature -> new Signature.Input(feature, true))
                        .toList(),
                List.of(labels));
    }

    @Test
    void a_drift_profile_is_that_of_these_inputs_and_labels() {
        assertThat(ModelImports.fits(LAYOUT, signature(FEATURES, "no", "yes"))).isTrue();
        assertThat(ModelImports.fits(LAYOUT, signature(FEATURES, "yes", "no"))).isFalse();
        assertThat(ModelImports.fits(LAYOUT, signature(FEATURES, "no", "yes", "maybe")))
                .isFalse();
        assertThat(ModelImports.fits(LAYOUT, signature(FEATURES.subList(0, 4), "no", "yes")))
                .isFalse();
    }

    @Test
    void nor_is_it_one_of_other_names_or_types() {
        for (int i = 0; i < FEATURES.size(); i++) {
            FeatureSpec one = FEATURES.get(i);
            FeatureType other = one.type() == FeatureType.TEXT ? FeatureType.CATEGORICAL : FeatureType.TEXT;
            for (FeatureSpec changed :
                    List.of(new FeatureSpec(one.name(), other), new FeatureSpec("other", one.type()))) {
                List<FeatureSpec> features = new ArrayList<>(FEATURES);
                features.set(i, changed);
                assertThat(ModelImports.fits(LAYOUT, signature(features, "no", "yes")))
                        .isFalse();
            }
        }
    }
}
