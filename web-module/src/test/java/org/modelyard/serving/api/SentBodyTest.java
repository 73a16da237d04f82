package org.modelyard.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is too much is an integration test: the refusal needs a server. */
class SentBodyTest {

    private static final byte[] SENT = {1, 2, 3};

    @Test
    void what_is_not_too_much_comes_whole() throws IOException {
        assertThat(SentBody.whole(new ByteArrayInputStream(SENT), 4)).containsExactly(1, 2, 3);
        assertThat(SentBody.whole(new ByteArrayInputStream(SENT), 3)).containsExactly(1, 2, 3);
        assertThat(SentBody.whole(new ByteArrayInputStream(SENT), Long.MAX_VALUE))
                .hasSize(3);
    }
}
