package org.modelyard.registry.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.model.ModelFilter;
import org.modelyard.registry.model.Stage;

class ModelConditionsTest {

    @Test
    void without_a_filter_nothing_but_the_organisation_is_asked() {
        ModelConditions all = ModelConditions.of(7, ModelFilter.ALL, PageRequest.first());
        assertThat(all.where()).isEqualTo(" where m.organisationId = :org and m.deletedAt is null");
        assertThat(all.parameters()).containsOnlyKeys("org").containsEntry("org", 7L);
    }

    @Test
    void what_is_looked_for_is_taken_literally_and_in_lower_case() {
        ModelConditions all = ModelConditions.of(
                7,
                new ModelFilter("50%", "Q_1", "Bea", Task.REGRESSION, List.of(Stage.PRODUCTION), false, true),
                PageRequest.first());
        assertThat(all.parameters())
                .containsEntry("text", "%50!%%")
                .containsEntry("tags", "%\"q!_1\"%")
                .containsEntry("owners", "%\"bea\"%")
                .containsEntry("task", Task.REGRESSION)
                .containsEntry("stages", List.of(Stage.PRODUCTION));
    }

    @Test
    void a_page_begins_behind_the_last_one_in_the_order_that_was_asked_for() {
        PageRequest page = new PageRequest(10, 42L);
        assertThat(ModelConditions.of(7, ModelFilter.ALL, page).where()).endsWith("m.id < :after");
        assertThat(ModelConditions.of(7, ModelFilter.ALL.sorted("createdAt"), page)
                        .where())
                .endsWith("m.id > :after");
        assertThat(ModelConditions.of(7, ModelFilter.ALL.sorted("name"), page).where())
                .endsWith("m.name > (select y.name from Model y where y.id = :after)");
        assertThat(ModelConditions.of(7, ModelFilter.ALL.sorted("-name"), page).where())
                .endsWith("m.name < (select y.name from Model y where y.id = :after)");
    }
}
