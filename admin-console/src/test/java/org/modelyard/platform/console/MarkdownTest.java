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
}
