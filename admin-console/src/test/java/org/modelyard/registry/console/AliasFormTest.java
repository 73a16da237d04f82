package org.modelyard.registry.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.registry.service.AliasView;

class AliasFormTest {

    @Test
    void rows_are_told_apart_by_their_names_and_order() {
        List<AliasView> shown = List.of(alias("baseline", null), alias("champion", "prod"), alias("other", null));

        assertThat(AliasForm.rows(shown)).isEqualTo("baseline champion@prod other");
        assertThat(AliasForm.rows(shown.subList(1, 3)))
                .as("without the first, the second row's button would mean the third row's name")
                .isEqualTo("champion@prod other");
        assertThat(AliasForm.rows(List.of())).isEmpty();
    }

    private static AliasView alias(String name, @Nullable String environment) {
        return new AliasView(name, environment, "1.0.0", "anna", Instant.EPOCH);
    }
}
