package org.modelyard.experiment.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentFormTest {

    private final ExperimentForm form = new ExperimentForm();
    private final Map<String, String> typed = form.getTyped();

    @Test
    void the_first_rule_of_the_menu_is_none_as_for_the_api() {
        assertThat(form.getRules().keySet().iterator().next()).isEmpty();
        assertThat(form.getStrategies().keySet().iterator().next()).isEmpty();
    }

    @Test
    void a_size_that_was_filled_in_is_replaced_and_one_that_was_typed_is_not() {
        typed.putAll(Map.of("baseline", "5 %", "effect", "0.01"));
        form.measure();
        String first = typed.get("plannedUnits");
        assertThat(first).matches("[1-9][0-9]+");

        typed.put("effect", "0.02");
        form.measure();
        String second = typed.get("plannedUnits");
        assertThat(Long.parseLong(second)).isLessThan(Long.parseLong(first));

        typed.put("plannedUnits", "12345");
        typed.put("effect", "0.01");
        form.measure();
        assertThat(typed).containsEntry("plannedUnits", "12345");
        typed.put("plannedUnits", " ");
        form.measure();
        assertThat(typed).containsEntry("plannedUnits", first);
    }
}
