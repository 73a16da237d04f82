package org.modelyard.run.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.Refusal;

class ArtifactPathTest {

    @ParameterizedTest
    @CsvSource({
        "model.bin, model.bin",
        "model/weights.bin, weights.bin",
        "a b/ç d.txt, __d.txt",
        ".gitignore, .gitignore",
        "a/..b, ..b",
        "a/b.., b..",
        "x, x"
    })
    void a_name_below_the_run_is_taken(String text, String file) {
        assertThat(new ArtifactPath(text).text()).isEqualTo(text);
        assertThat(new ArtifactPath(text).fileName()).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "../x",
                "a/../x",
                "..",
                ".",
                "./a",
                "a/.",
                "a//b",
                "a/",
                "a\\b",
                "a\nb",
                "a\u0000",
                " a",
                "a ",
                "a/ b"
            })
    void what_could_leave_the_run_or_not_read_back_is_refused(String text) {
        assertThatThrownBy(() -> new ArtifactPath(text))
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.errors())
                        .extracting("field")
                        .containsExactly("path"));
    }

    @Test
    void a_name_is_at_most_500_long() {
        new ArtifactPath("a".repeat(500));
        assertThatThrownBy(() -> new ArtifactPath("a".repeat(501))).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void a_stream_passes_to_its_limit_and_not_beyond() throws IOException {
        byte[] content = new byte[1_000];
        assertThat(new BoundedStream(new ByteArrayInputStream(content), 1_000).readAllBytes())
                .hasSize(1_000);
        try (InputStream longer = new BoundedStream(new ByteArrayInputStream(content), 999)) {
            assertThatThrownBy(longer::readAllBytes)
                    .isInstanceOf(Refusal.Invalid.class)
                    .hasMessageContaining("999");
        }
    }

    @Test
    void a_stream_that_breaks_is_the_clients_fault() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset by peer");
            }
        };
        try (InputStream bounded = new BoundedStream(broken, 10)) {
            assertThatThrownBy(bounded::read)
                    .isInstanceOf(Refusal.Invalid.class)
                    .hasRootCauseMessage("reset by peer");
        }
    }
}
