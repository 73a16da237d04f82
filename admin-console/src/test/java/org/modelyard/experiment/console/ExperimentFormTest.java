package org.modelyard.experiment.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.service.ExperimentView;

class ExperimentFormTest {

    private final ExperimentForm form = new ExperimentForm();
    private final Map<String, String> typed = form.getTyped();

    @Test
    void the_first_rule_of_the_menu_is_none_as_for_the_api() {
        assertThat(form.getRules().keySet().iterator().next()).isEmpty();
        assertThat(form.getStrategies().keySet().iterator().next()).isEmpty();
    }

    @Test
    void a_draft_fills_the_form_with_as_many_fields_as_it_needs() {
        form.fill(view(ExperimentState.DRAFT));
        assertThat(form.isModels()).isTrue();
        assertThat(form.getVariants()).hasSize(3);
        assertThat(form.getGuardrails()).hasSize(1);
        assertThat(typed).containsEntry("variants[2].model", "third").containsEntry("name", "captions");
        assertThat(form.getSeen()).isEqualTo("4");
        assertThat(form.isStarted()).isFalse();

        form.fill(view(ExperimentState.RUNNING));
        assertThat(form.isStarted()).isTrue();
        form.setSeen(null);
        assertThat(form.getSeen()).isEmpty();
    }

    private static ExperimentView view(ExperimentState state) {
        ExperimentWish.Metric metric = new ExperimentWish.Metric(null, "click", null, null, null);
        ExperimentWish wish = new ExperimentWish(
                ExperimentSubject.MODELS,
                List.of(asking("first"), asking("second"), asking("third")),
                null,
                null,
                null,
                null,
                metric,
                List.of(new ExperimentWish.Guard(metric, null)),
                null,
                null,
                null,
                null,
                null,
                null);
        return new ExperimentView(
                UUID.randomUUID(),
                "captions",
                state,
                ExperimentWish.of(wish.plan()),
                "salt",
                null,
                "admin",
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                4,
                List.of());
    }

    private static ExperimentWish.Variant asking(String model) {
        return new ExperimentWish.Variant(model, null, null, model, null);
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
