package org.modelyard.registry.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.UploadState;

class UploadTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String HASH = "ab".repeat(32);

    @Test
    void it_is_complete_when_the_hash_is_known_and_the_expected_one() {
        Upload upload = upload(10, HASH);
        assertThatThrownBy(() -> upload.complete(NOW)).isInstanceOf(IllegalStateException.class);
        upload.arrived(HASH);
        assertThat(upload.state()).isEqualTo(UploadState.OPEN);
        upload.complete(NOW.plusSeconds(5));
        assertThat(upload.state()).isEqualTo(UploadState.COMPLETE);
        assertThat(upload.sha256()).isEqualTo(HASH);
        assertThat(upload.touchedAt()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void another_hash_than_the_expected_one_is_refused_with_both() {
        Upload upload = upload(10, HASH);
        String other = "cd".repeat(32);
        assertThatThrownBy(() -> upload.arrived(other))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContainingAll(HASH, other);
        assertThat(upload.sha256()).isNull();
        Upload any = upload(10, null);
        any.arrived(other);
        assertThat(any.sha256()).isEqualTo(other);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 101, Long.MAX_VALUE})
    void its_size_is_bounded(long bytes) {
        assertThatThrownBy(() -> upload(bytes, null))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("1 to 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "../../etc/passwd"})
    void a_hash_is_a_hash(String hash) {
        assertThatThrownBy(() -> upload(1, hash)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> upload(1, HASH.toUpperCase(java.util.Locale.ROOT)))
                .isInstanceOf(Refusal.Invalid.class);
    }

    private static Upload upload(long bytes, @Nullable String expected) {
        return Upload.begin(1, bytes, 100, expected, "admin/ci", NOW);
    }
}
