package org.modelyard.platform.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {

    private final Markdown markdown = new Markdown();

    @Test
    void words_lists_and_code_are_shown_with_headings_below_the_pages_own() {
        assertThat(markdown.html("# For *tickets*\n\n- `one`\n- **two**"))
                .contains("<h3>For <em>tickets</em></h3>", "<li><code>one</code></li>", "<strong>two</strong>");
        assertThat(markdown.html("###### deep")).contains("<h6>deep</h6>");
        assertThat(markdown.html(null)).isEmpty();
    }

    @Test
    void html_is_shown_and_not_obeyed() {
        assertThat(markdown.html("<script>alert(1)</script>\n\na <b onclick=x>b</b>"))
                .doesNotContain("<script", "<b ")
                .contains("&lt;script&gt;", "&lt;b onclick=x&gt;");
    }

    @Test
    void addresses_lead_to_the_web_alone() {
        assertThat(markdown.html("[click](javascript:alert(1)) [more](data:text/html,x)"))
                .doesNotContain("javascript:", "data:");
        assertThat(markdown.html("[docs](https://example.org/a?b=1)")).contains("href=\"https://example.org/a?b=1\"");
    }

    @Test
    void pictures_are_links_since_nothing_is_loaded_from_outside() {
        assertThat(markdown.html("![a *cat*](https://example.org/cat.png)"))
                .doesNotContain("<img")
                .contains("href=\"https://example.org/cat.png\"", "a <em>cat</em>");
    }

    @Test
    void a_picture_in_a_link_leaves_its_words_there() {
        assertThat(markdown.html("[![a *cat*](https://example.org/cat.png) here](https://example.org)"))
                .isEqualTo("<p><a rel=\"nofollow\" href=\"https://example.org\">a <em>cat</em> here</a></p>\n");
        assertThat(markdown.html("![a [cat](https://example.org/c)](https://example.org/cat.png)"))
                .isEqualTo("<p><a rel=\"nofollow\" href=\"https://example.org/cat.png\">a cat</a></p>\n");
    }

    @Test
    void what_is_nested_too_deeply_is_not_shown() {
        assertThat(markdown.html("- ".repeat(1_000) + "a")).isEqualTo("<p>Nested too deeply to be shown.</p>");
        assertThat(markdown.html("> ".repeat(1_000) + "a")).isEqualTo("<p>Nested too deeply to be shown.</p>");
        assertThat(markdown.html("- ".repeat(5) + "a")).contains("<li>a</li>");
        assertThat(markdown.html("- a\n".repeat(1_000))).contains("<li>a</li>");
    }
}
