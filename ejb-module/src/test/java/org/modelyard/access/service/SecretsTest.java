package org.modelyard.access.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.settings.AccessSettings;
import org.modelyard.serving.service.Wired;

class SecretsTest {

    private static final String PASSWORD = "correct horse battery";

    private static Secrets of(int rounds) {
        return Wired.with(
                new Secrets(), new AccessSettings("", "", Duration.ofDays(365), Duration.ofHours(8), 5, rounds));
    }

    @Test
    void a_password_is_kept_with_the_configured_rounds_and_matches_whatever_is_configured_later() {
        String hash = of(10_000).passwordHash(PASSWORD);
        assertThat(hash).startsWith("10000$").doesNotContain(PASSWORD);
        assertThat(of(12_000).passwordMatches(PASSWORD, hash)).isTrue();
        assertThat(of(12_000).passwordMatches(PASSWORD + "!", hash)).isFalse();
    }

    @Test
    void the_same_password_is_kept_differently_each_time() {
        Secrets secrets = of(10_000);
        assertThat(secrets.passwordHash(PASSWORD)).isNotEqualTo(secrets.passwordHash(PASSWORD));
    }

    @Test
    void nobody_has_no_password() {
        assertThat(of(10_000).passwordMatches("", null)).isFalse();
    }
}
