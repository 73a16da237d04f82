package org.modelyard.ml.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CaptionTest {

    private static final String POST = "New shoes, out today! Look\n\n#shoes #sale";

    @Test
    void hashtags_that_close_a_text_are_told_from_its_words() {
        Caption caption = Caption.of(POST);
        assertThat(caption.body()).isEqualTo("New shoes, out today! Look");
        assertThat(caption.tags()).containsExactly("#shoes", "#sale");
        assertThat(caption.words()).isEqualTo(5);
        assertThat(caption.hashtags()).isEqualTo(2);
        assertThat(caption.text()).isEqualTo(POST);
        assertThat(Caption.of("#a #b").text()).isEqualTo("#a #b");
        assertThat(Caption.of("").words()).isZero();
    }

    @Test
    void shortening_keeps_the_closing_hashtags() {
        assertThat(Caption.of(POST).shortened(2).text()).isEqualTo("New shoes,\n\n#shoes #sale");
        assertThat(Caption.of(POST).shortened(9).text()).isEqualTo(POST);
        assertThat(Caption.of("one - two three").shortened(2).text()).isEqualTo("one - two");
    }

    @Test
    void hashtags_go_at_the_end_and_within_lose_their_sign() {
        Caption caption = Caption.of("The #new shoe for #you today #sale #now");
        assertThat(caption.hashtags()).isEqualTo(4);
        assertThat(caption.keepingHashtags(3).text()).isEqualTo("The #new shoe for #you today #sale");
        assertThat(caption.keepingHashtags(1).text()).isEqualTo("The #new shoe for you today");
        assertThat(caption.keepingHashtags(0).text()).isEqualTo("The new shoe for you today");
        assertThat(caption.has("#NOW")).isTrue();
        assertThat(caption.has("#new")).isTrue();
        assertThat(caption.has("#shoe")).isFalse();
        assertThat(Caption.of("Hi").withHashtags(List.of("#a", "#b")).text()).isEqualTo("Hi #a #b");
        assertThat(Caption.isHashtag("#")).isFalse();
        assertThat(Caption.isHashtag("#a b")).isFalse();
    }

    @Test
    void questions_and_emoji_stand_before_the_closing_hashtags() {
        assertThat(Caption.of(POST).closedWith("And you?").text())
                .isEqualTo("New shoes, out today! Look And you?\n\n#shoes #sale");
        assertThat(Caption.of("#a").closedWith("And you?").text()).isEqualTo("And you? #a");
        assertThat(Caption.of("See http://a.b/?q=1").asks()).isFalse();
        assertThat(Caption.of("Really?").asks()).isTrue();
    }

    @Test
    void emoji_go_with_their_joiners_tones_and_flags() {
        String text =
                "Off \uD83D\uDE80 we \uD83D\uDC69\u200D\uD83D\uDE80 go \uD83D\uDC4D\uD83C\uDFFD \uD83C\uDDE9\uD83C\uDDEA \u2764\uFE0F";
        assertThat(Caption.of(text).pictured()).isTrue();
        assertThat(Caption.of(text).withoutEmoji().text()).isEqualTo("Off we go");
        assertThat(Caption.of("plain").pictured()).isFalse();
    }

    @Property(tries = 500)
    void any_text_is_put_together_again_and_is_no_longer_than_was_asked(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 5) int words) {
        Caption caption = Caption.of(text);
        if (caption.tags().isEmpty()) {
            assertThat(caption.text()).isEqualTo(text);
        }
        assertThat(caption.shortened(words).words()).isLessThanOrEqualTo(Math.max(words, 0));
        assertThat(caption.withoutEmoji().pictured()).isFalse();
        assertThat(Caption.of(caption.keepingHashtags(0).text()).hashtags()).isLessThanOrEqualTo(caption.hashtags());
    }
}
