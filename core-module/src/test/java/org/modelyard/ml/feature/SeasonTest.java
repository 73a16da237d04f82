package org.modelyard.ml.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelyard.ml.feature.ChosenEncodingTest.TABLE;
import static org.modelyard.ml.feature.ChosenEncodingTest.encoded;
import static org.modelyard.ml.feature.ChosenEncodingTest.fit;
import static org.modelyard.ml.feature.ChosenEncodingTest.ofNamed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clocks that leave the season out, for data of few years. */
class SeasonTest {

    @Test
    void without_the_season_the_clock_is_the_same_but_for_the_month() {
        Map<String, Object> options = Map.of("oneHot", true, "weekend", true, "holidays", List.of("2026-12-25"));
        Map<String, Object> fewer = new HashMap<>(options);
        fewer.put("season", false);
        FeatureEncoder with = fit(Map.of("t", options));
        FeatureEncoder without = fit(Map.of("t", fewer));
        for (int row = 0; row < 4; row++) {
            Map<String, Float> expected = ofNamed(encoded(with, row), "t");
            expected.keySet().removeIf(name -> name.startsWith("t month"));
            assertThat(ofNamed(encoded(without, row), "t")).isEqualTo(expected);
        }
        assertThat(without.width()).isEqualTo(with.width() - 2 - 12);
        assertThat(without.meanings()).noneMatch(name -> name.contains("month"));
        FeatureEncoder again = FeatureEncoder.fromBytes(without.toBytes());
        assertThat(again.toBytes()).isEqualTo(without.toBytes());
        assertThat(again.meanings()).isEqualTo(without.meanings());
        assertThat(again.encode(TABLE).values()).isEqualTo(without.encode(TABLE).values());
        // alone as well
        assertThat(fit(Map.of("t", Map.of("season", false))).meanings())
                .contains("t hour cos", "t day")
                .doesNotContain("t month sin");
    }
}
