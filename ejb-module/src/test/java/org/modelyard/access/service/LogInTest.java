package org.modelyard.access.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.entity.Organisation;
import org.modelyard.access.entity.Organisations;
import org.modelyard.access.entity.User;
import org.modelyard.access.entity.Users;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.Configuration;
import org.modelyard.serving.service.Wired;

/** After five failures a name waits a minute, however it is written. */
class LogInTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String HERE = "192.0.2.7";

    private final List<String> asked = new ArrayList<>();
    private final LogIn logIn = Wired.with(
            new LogIn(),
            new Known(),
            new None(),
            new Plain(),
            Wired.with(new LogInFailures(), Configuration.read(key -> null).access()),
            new Silent(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void blanks_and_capitals_make_no_other_name() {
        assertThat(logIn.logIn(" Admin ", "right", HERE)).isPresent();
        for (String name : List.of("admin", "Admin", "admin ", " ADMIN", "aDmin")) {
            assertThat(logIn.logIn(name, "wrong", HERE)).isEmpty();
        }
        assertThatThrownBy(() -> logIn.logIn("adMIN", "right", HERE))
                .isInstanceOf(Refusal.Unavailable.class)
                .hasMessageContaining("in a minute");
        assertThat(asked).containsOnly("admin");
    }

    /** Each would be kept for a minute, and whoever is not logged in may send what he likes. */
    @Test
    void what_can_be_nobody_s_name_is_counted_together_and_not_looked_for() {
        for (String name : List.of("", "no such thing!", "ädmin", "-", "x".repeat(1_000_000))) {
            assertThat(logIn.logIn(name, "right", HERE)).isEmpty();
        }
        assertThatThrownBy(() -> logIn.logIn("y".repeat(1_000_000), "right", HERE))
                .isInstanceOf(Refusal.Unavailable.class);
        assertThat(asked).isEmpty();
        assertThat(logIn.logIn("admin", "right", HERE)).as("names that can be").isPresent();
    }

    private final class Known extends Users {
        private final User admin = User.join(50, "admin", Role.ADMIN, NOW);

        Known() {
            super(Wired.unused(EntityManager.class));
            admin.changePassword("kept");
        }

        /** As MariaDB compares. */
        @Override
        public Optional<User> byName(String name) {
            asked.add(name);
            return Optional.of(admin)
                    .filter(one -> one.name().equals(name.stripTrailing().toLowerCase(Locale.ROOT)));
        }
    }

    private static final class None extends Organisations {
        None() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public List<Organisation> all() {
            return List.of();
        }
    }

    private static final class Plain extends Secrets {
        @Override
        public boolean passwordMatches(String password, @Nullable String hash) {
            return hash != null && password.equals("right");
        }
    }

    private static final class Silent extends Audit {
        @Override
        public void done(Caller caller, String action, String subject, @Nullable String detail) {
            // nobody reads it
        }

        @Override
        public void refused(Caller caller, String action, String subject, @Nullable String detail) {
            assertThat(subject.length()).isLessThan(200);
        }
    }
}
