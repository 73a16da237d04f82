package org.modelyard.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;
import org.semver4j.Semver;

class VersionsTest {

    private static final List<Semver> THERE = Stream.of("1.0.0", "1.2.0", "1.10.0", "2.0.0", "3.0.0-rc.1")
            .map(Semver::new)
            .toList();

    @Test
    void the_first_version_is_1_0_0_whatever_the_bump() {
        for (Bump bump : Bump.values()) {
            assertThat(Versions.next(null, bump).getVersion()).isEqualTo("1.0.0");
        }
    }

    @Test
    void a_bump_raises_its_part_and_clears_the_lower_ones() {
        Semver latest = new Semver("1.4.7");
        assertThat(Versions.next(latest, Bump.PATCH).getVersion()).isEqualTo("1.4.8");
        assertThat(Versions.next(latest, Bump.MINOR).getVersion()).isEqualTo("1.5.0");
        assertThat(Versions.next(latest, Bump.MAJOR).getVersion()).isEqualTo("2.0.0");
    }

    @Test
    void after_a_pre_release_comes_its_release_unless_more_is_asked() {
        Semver candidate = new Semver("1.5.0-rc.2");
        assertThat(Versions.next(candidate, Bump.PATCH).getVersion()).isEqualTo("1.5.0");
        assertThat(Versions.next(candidate, Bump.MINOR).getVersion()).isEqualTo("1.5.0");
        assertThat(Versions.next(candidate, Bump.MAJOR).getVersion()).isEqualTo("2.0.0");
        assertThat(Versions.next(new Semver("2.0.0-rc.1"), Bump.MAJOR).getVersion())
                .isEqualTo("2.0.0");
        assertThat(Versions.next(new Semver("1.4.8-rc.1"), Bump.MINOR).getVersion())
                .isEqualTo("1.5.0");
    }

    @Test
    void a_wish_finds_the_highest_version_that_it_admits() {
        assertThat(Versions.best(THERE, "^1.2")).map(Semver::getVersion).contains("1.10.0");
        assertThat(Versions.best(THERE, "~1.2.0")).map(Semver::getVersion).contains("1.2.0");
        assertThat(Versions.best(THERE, "1.2.0")).map(Semver::getVersion).contains("1.2.0");
        assertThat(Versions.best(THERE, ">=1.0.0 <2.0.0"))
                .map(Semver::getVersion)
                .contains("1.10.0");
        assertThat(Versions.best(THERE, "^1.2.x")).map(Semver::getVersion).contains("1.10.0");
        assertThat(Versions.best(THERE, ">= 1.0.0  <=1.2.0"))
                .map(Semver::getVersion)
                .contains("1.2.0");
        assertThat(Versions.best(THERE, "^4")).isEmpty();
        assertThat(Versions.best(THERE, "1.3.0")).isEmpty();
    }

    @Test
    void latest_means_the_highest_release() {
        assertThat(Versions.best(THERE, "latest")).map(Semver::getVersion).contains("2.0.0");
    }

    @Test
    void what_is_no_version_is_refused() {
        for (String wish : List.of(
                "",
                "v1",
                "1",
                "1.0",
                "newest",
                "../1.0.0",
                "^",
                "1.0.0.0",
                "^1.2; drop",
                "01.0.0",
                ">=1 <",
                "^1 ^",
                "^1.2 or 3")) {
            assertThatThrownBy(() -> Versions.best(THERE, wish)).as(wish).isInstanceOf(Refusal.Invalid.class);
        }
    }
}
