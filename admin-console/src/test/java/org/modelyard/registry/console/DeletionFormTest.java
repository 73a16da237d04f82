package org.modelyard.registry.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.registry.service.DeletedList;
import org.modelyard.registry.service.DeletedView;

class DeletionFormTest {

    private static final List<DeletedView> TWO =
            List.of(new DeletedView("1.0.1", Instant.EPOCH), new DeletedView("1.0.0", Instant.EPOCH));

    private final DeletionForm form = new DeletionForm();

    @Test
    void says_how_many_there_are_where_not_all_are_listed() {
        assertThat(form.told(new DeletedList(TWO, 2))).isEqualTo("The last deleted first.");
        assertThat(form.told(new DeletedList(TWO, 7)))
                .isEqualTo("The last 2 of 7, the last deleted first; find others by their name.");
    }

    @Test
    void offers_to_look_for_some_where_not_all_are_listed() {
        assertThat(form.isMany(new DeletedList(TWO, 2))).isFalse();
        assertThat(form.isMany(new DeletedList(TWO, 7))).isTrue();
        assertThat(form.isMany(DeletedList.NONE)).isFalse();
    }
}
