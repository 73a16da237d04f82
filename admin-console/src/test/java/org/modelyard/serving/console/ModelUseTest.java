package org.modelyard.serving.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.modelyard.serving.model.Accounting;
import org.modelyard.serving.model.Price;
import org.modelyard.serving.service.SpentSums;

class ModelUseTest {

    @Test
    void use_is_shown_by_what_is_declared_besides_the_usual() {
        Map<String, List<String>> dimensions = new TreeMap<>();
        dimensions.put("operation", List.of("sort"));
        dimensions.put("plan & tier", List.of("gold"));
        assertThat(ModelUse.groupings(new Accounting(null, Price.NONE, Map.of(), dimensions, List.of("anna"))))
                .extracting(ModelUse.Grouping::by, ModelUse.Grouping::query)
                .containsExactly(
                        tuple("version", "version"),
                        tuple("variant", "variant"),
                        tuple("day", "day"),
                        tuple("caller", "caller"),
                        tuple("operation", "operation"),
                        tuple("dimension:plan & tier", "dimension%3Aplan+%26+tier"));
    }

    @Test
    void by_caller_is_offered_where_callers_are_named() {
        assertThat(ModelUse.groupings(Accounting.NONE))
                .extracting(ModelUse.Grouping::by)
                .containsExactly("version", "variant", "day");
    }

    @Test
    void costs_are_amounts_with_their_currencies() {
        ModelUse use = new ModelUse();
        assertThat(use.costs(null)).isEqualTo("–");
        assertThat(use.costs(new SpentSums(3L, null, Map.of()))).isEqualTo("–");
        assertThat(use.costs(new SpentSums(3L, null, new TreeMap<>(Map.of("USD", "2", "EUR", "0.5")))))
                .isEqualTo("0.5 EUR, 2 USD");
    }
}
