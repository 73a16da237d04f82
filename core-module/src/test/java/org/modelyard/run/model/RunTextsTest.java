package org.modelyard.run.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class RunTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"lr", "L2", "mlflow.runName", "optimizer/beta 1", "a:b", "größe", "x"})
    void names_that_tools_use_are_taken(String key) {
        assertThat(RunTexts.PARAMETER.checked(Map.of(key, "1"))).containsOnlyKeys(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " lr", "lr ", "a\nb", "a\u0000", "<b>", "a;b", "{x}"})
    void names_that_would_not_read_back_are_refused(String key) {
        assertThatThrownBy(() -> RunTexts.TAG.checked(Map.of(key, "1")))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.errors())
                        .extracting(FieldError::field)
                        .singleElement()
                        .asString()
                        .startsWith("tags."));
    }

    @Test
    void a_name_is_at_most_250_long_and_a_parameter_6000() {
        RunTexts.PARAMETER.checked(Map.of("k".repeat(250), "v".repeat(6_000)));
        assertThatThrownBy(() -> RunTexts.PARAMETER.checked(Map.of("k".repeat(251), "v")))
                .isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> RunTexts.PARAMETER.checked(Map.of("k", "v".repeat(6_001))))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("6001");
        RunTexts.TAG.checked(Map.of("k", "v".repeat(8_000)));
    }

    @Test
    void null_takes_a_tag_away_and_is_no_parameter() {
        Map<String, @Nullable String> given = new HashMap<>();
        given.put("draft", null);
        assertThat(RunTexts.TAG.checkedChanges(given)).containsEntry("draft", null);
        assertThatThrownBy(() -> RunTexts.PARAMETER.checked(given)).isInstanceOf(Refusal.Invalid.class);
        assertThat(RunTexts.PARAMETER.checked(null)).isEmpty();
    }

    @Test
    void there_are_at_most_a_thousand() {
        Map<String, @Nullable String> many =
                IntStream.rangeClosed(0, RunTexts.MOST).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
        assertThatThrownBy(() -> RunTexts.PARAMETER.checked(many)).isInstanceOf(Refusal.Invalid.class);
        RunTexts.PARAMETER.requireRoom(RunTexts.MOST);
        assertThatThrownBy(() -> RunTexts.PARAMETER.requireRoom(RunTexts.MOST + 1))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"finished, FINISHED", "KILLED, KILLED", "Failed, FAILED"})
    void a_run_ends_by_one_of_three_words(String text, RunState state) {
        assertThat(RunState.parseEnd(text)).isEqualTo(state);
    }

    @Test
    void running_is_no_end() {
        assertThat(RunState.parse("running")).isEqualTo(RunState.RUNNING);
        assertThatThrownBy(() -> RunState.parseEnd("RUNNING"))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("FINISHED, FAILED, KILLED");
        assertThatThrownBy(() -> RunState.parseEnd(null)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> RunState.parse("done")).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void a_start_is_kept_to_the_millisecond_and_not_far_ahead() {
        Instant now = Instant.parse("2026-01-31T12:00:00.123456Z");
        assertThat(RunTimes.checked("startedAt", null, now)).isEqualTo("2026-01-31T12:00:00.123Z");
        assertThat(RunTimes.checked("startedAt", Instant.EPOCH, now)).isEqualTo(Instant.EPOCH);
        assertThatThrownBy(() -> RunTimes.checked("startedAt", now.plusSeconds(90_000), now))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.errors())
                        .extracting(FieldError::field)
                        .containsExactly("startedAt"));
    }
}
