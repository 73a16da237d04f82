package org.modelyard.registry.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.registry.model.Stage;

class VersionLifeTest {

    @ParameterizedTest
    @CsvSource({"true, READY", "false, REJECTED"})
    void a_draft_becomes_what_its_examination_finds(boolean passed, Stage found) {
        VersionLife life = new VersionLife(Stage.DRAFT);
        assertThat(life.examined(passed)).isTrue();
        assertThat(life.stage()).isEqualTo(found);
        assertThat(life.examined(!passed)).isFalse();
        assertThat(life.stage()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"true, READY", "false, REJECTED"})
    void one_that_was_put_away_meanwhile_comes_back_as_that(boolean passed, Stage found) {
        VersionLife life = new VersionLife(Stage.DRAFT);
        life.archive();
        assertThat(life.examined(passed)).isTrue();
        assertThat(life.stage()).isEqualTo(Stage.ARCHIVED);
        life.restore(null);
        assertThat(life.stage()).isEqualTo(found);
    }
}
