package org.modelyard.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VersionTextsTest {

    private static final long ORGANISATION = 7;

    private final VersionTexts texts = VersionTexts.NONE.with(
            3,
            List.of(
                    said(30, "tickets 1.0.2", "Without JUNK"),
                    said(10, "tickets 1.0.0"),
                    said(20, "tickets 1.0.1", "Fährt besser"),
                    new VersionTexts.Said(8, 40, List.of("tickets 1.0.0"))));

    private static VersionTexts.Said said(long version, String... words) {
        return new VersionTexts.Said(ORGANISATION, version, List.of(words));
    }

    private List<Long> found(String text, @Nullable Long after, boolean descending, int most) {
        return texts.mayContain(ORGANISATION, text, after, descending, most);
    }

    private List<Long> found(String text) {
        return found(text, null, true, 10);
    }

    @Test
    void a_text_may_stand_anywhere_whatever_the_case() {
        assertThat(found("junk")).containsExactly(30L, 20L);
        assertThat(found("ETS 1.0.0")).containsExactly(20L, 10L);
        assertThat(found("")).containsExactly(30L, 20L, 10L);
    }

    @Test
    void where_a_collation_may_see_more_the_database_is_asked() {
        assertThat(found("no such thing")).as("an accent is there").containsExactly(20L);
        assertThat(found("tîckéts 1.0.0")).as("an accent is asked for").containsExactly(20L, 10L);
        assertThat(found("uuithout iunk")).as("letters that some take for one").containsExactly(20L);
        assertThat(found("vithout yunk")).containsExactly(30L, 20L);
        assertThat(VersionTexts.NONE
                        .with(1, List.of(said(1, "x".repeat(2_001))))
                        .mayContain(ORGANISATION, "y", null, true, 10))
                .as("long")
                .containsExactly(1L);
    }

    @Test
    void they_come_in_pages_in_both_directions() {
        assertThat(found("tickets", null, true, 2)).containsExactly(30L, 20L);
        assertThat(found("tickets", 20L, true, 2)).containsExactly(10L);
        assertThat(found("tickets", 25L, true, 2)).containsExactly(20L, 10L);
        assertThat(found("tickets", 10L, true, 2)).isEmpty();
        assertThat(found("tickets", null, false, 2)).containsExactly(10L, 20L);
        assertThat(found("tickets", 10L, false, 2)).containsExactly(20L, 30L);
        assertThat(found("tickets", 25L, false, 2)).containsExactly(30L);
        assertThat(found("tickets", 30L, false, 2)).isEmpty();
    }

    @Test
    void a_later_batch_takes_the_place_of_what_was_said() {
        VersionTexts later = texts.with(4, List.of(said(30, "tickets 1.0.2", "Better")));
        assertThat(later.upTo()).isEqualTo(4);
        assertThat(later.mayContain(ORGANISATION, "junk", null, true, 10)).containsExactly(20L);
        assertThat(later.mayContain(ORGANISATION, "better", null, true, 10)).containsExactly(30L, 20L);
        assertThat(found("junk")).as("those who hold the earlier ones").contains(30L);
    }

    @Test
    void memory_has_an_end() {
        VersionTexts many = VersionTexts.NONE.with(
                1,
                LongStream.range(0, 7_000)
                        .mapToObj(id -> said(id, "x".repeat(2_000)))
                        .toList());
        assertThat(many.full()).isTrue();
        assertThat(texts.full()).isFalse();
        assertThat(texts.mayContain(99, "tickets", null, true, 10)).isEmpty();
    }
}
