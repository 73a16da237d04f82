package org.modelyard.ml.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurfaceTest {

    /** characters, words, emoji, links, mentions, hashtags, question marks, exclamation marks */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            "Hi there"                             | 8 2 0 0 0 0 0 0
            "@ann see #news and #2026 now!!"       | 30 6 0 0 1 2 0 2
            "mail me@home.org &#39;it&#39;s # @ ok"| 37 4 0 0 0 0 0 0
            "http://t.co/a?b=#c! HTTPS://X www.y.z"| 37 0 0 3 0 0 0 0
            "Really?! Why？"                        | 13 2 0 0 0 0 2 1
            "😀😀 ok ❤️"                            | 8 1 3 0 0 0 0 0
            "👩‍👩‍👧 👍🏽 🇩🇪🇫🇷"                        | 13 0 4 0 0 0 0 0
            "- ... -"                              | 7 0 0 0 0 0 0 0
            """)
    void signs_are_counted_where_they_are_signs(String text, String counts) {
        double[] found = Surface.of(text);
        String[] expected = counts.trim().split(" ");
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.expm1(found[i]))
                    .as("%s in %s", Surface.NAMES.get(i), text)
                    .isCloseTo(Double.parseDouble(expected[i]), within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({"ABc1?, 0.6666666666666666", "123, 0", "'', 0", "ÄÖü, 0.6666666666666666", "x HTTP://LOUD, 0"})
    void the_share_of_upper_case_is_among_cased_letters(String text, double share) {
        assertThat(Surface.of(text)[8]).isEqualTo(share);
    }

    @Property
    void any_text_has_a_surface(@ForAll String text) {
        double[] found = Surface.of(text);
        assertThat(found).hasSize(Surface.NAMES.size());
        for (double value : found) {
            assertThat(value).isFinite().isNotNegative();
        }
        assertThat(found[8]).isLessThanOrEqualTo(1);
    }
}
