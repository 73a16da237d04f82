package org.modelyard.platform.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    private static final Instant HOUR = Instant.parse("2026-01-31T12:00:00Z");

    /** Something that happened at any time of the hour has happened as long ago as is said. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:25Z,within the last hour",
        "2026-01-31T12:59:59Z,within the last hour",
        "2026-01-31T13:00:00Z,within the last 2 h",
        "2026-01-31T13:59:00Z,within the last 2 h",
        "2026-01-31T14:00:00Z,1 to 3 h ago",
        "2026-01-31T17:20:00Z,4 to 6 h ago",
        "2026-02-01T11:59:00Z,22 to 24 h ago",
        "2026-02-01T12:00:00Z,1 d ago",
        "2026-02-03T09:00:00Z,2 d ago",
        "2026-01-31T11:59:59Z,within the last hour"
    })
    void of_what_is_counted_by_the_hour_no_more_is_said_than_the_hour(Instant now, String said) {
        assertThat(new Words(Clock.fixed(now, ZoneOffset.UTC)).inHour(HOUR)).isEqualTo(said);
    }

    @Test
    void what_is_not_known_is_a_dash() {
        assertThat(new Words().inHour(null)).isEqualTo("–");
    }
}
