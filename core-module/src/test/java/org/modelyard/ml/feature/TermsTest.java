package org.modelyard.ml.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TermsTest {

    @Test
    void words_come_alone_and_in_pairs() {
        assertThat(terms(2, 0, "Where's my CARD?"))
                .containsExactly("where", "where s", "s", "s my", "my", "my card", "card");
    }

    @Test
    void runs_of_characters_know_where_the_word_begins_and_ends() {
        assertThat(terms(1, 4, "on it")).containsExactly("on", " on", " on ", "on ", "it", " it", " it ", "it ");
    }

    @Test
    void an_ideograph_and_an_emoji_are_words() {
        assertThat(terms(1, 0, "卡丢了 so 😀bad")).containsExactly("卡", "丢", "了", "so", "😀", "bad");
    }

    @Test
    void a_text_without_words_has_no_terms() {
        assertThat(terms(2, 5, "")).isEmpty();
        assertThat(terms(2, 5, " ?! ")).isEmpty();
    }

    @Property
    void terms_are_valid_text_and_their_hashes_match(@ForAll String text) {
        new Terms(2, 3, 5).visit(text, new SparseVector(), (kind, chars, from, to, hash) -> {
            String term = new String(chars, from, to - from);
            assertThat(hash).isEqualTo(Terms.hash(kind, chars, from, to));
            byte[] utf8 = term.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertThat(new String(utf8, java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(term);
        });
    }

    private static List<String> terms(int words, int characters, String text) {
        List<String> terms = new ArrayList<>();
        new Terms(words, 3, characters)
                .visit(
                        text,
                        new SparseVector(),
                        (kind, chars, from, to, hash) -> terms.add(new String(chars, from, to - from)));
        return terms;
    }
}
