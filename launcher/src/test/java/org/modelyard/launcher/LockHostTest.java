package org.modelyard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LockHostTest {

    private static final LockHost HERE = new LockHost("yard-1", "5f3c");

    @Test
    void a_host_reaches_its_own_processes_of_now_and_of_earlier_starts() {
        assertThat(HERE.reaches(HERE)).isTrue();
        assertThat(HERE.reaches(new LockHost("yard-1", "77aa"))).isTrue();
        assertThat(HERE.reaches(new LockHost("yard-1", ""))).isTrue();
    }

    @Test
    void no_host_reaches_another_s() {
        assertThat(HERE.reaches(new LockHost("yard-2", "5f3c"))).isFalse();
        assertThat(HERE.reaches(new LockHost("", ""))).isFalse();
    }

    @Test
    void hosts_without_a_name_are_told_apart_by_their_starts() {
        for (String name : new String[] {"", "localhost", "localhost.localdomain"}) {
            LockHost unnamed = new LockHost(name, "5f3c");
            assertThat(unnamed.reaches(unnamed)).isTrue();
            assertThat(unnamed.reaches(new LockHost(name, "77aa"))).isFalse();
            assertThat(new LockHost(name, "").reaches(new LockHost(name, ""))).isFalse();
        }
    }

    @Test
    void it_is_read_again() {
        assertThat(LockHost.of(HERE.text())).isEqualTo(HERE);
        assertThat(LockHost.of(new LockHost("", "").text())).isEqualTo(new LockHost("", ""));
        assertThat(LockHost.of("")).isEqualTo(new LockHost("", ""));
    }

    @Test
    void this_host_has_a_start_or_a_name() {
        assertThat(LockHost.here().reaches(LockHost.here())).isTrue();
    }
}
