package org.modelyard.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.LastExecution;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import org.junit.jupiter.api.Test;

class DailyTest {

    private static final LocalTime AT = LocalTime.of(3, 20);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void today_when_the_time_is_still_to_come() {
        assertThat(first("2026-06-01T01:00:00Z")).isEqualTo("2026-06-01T01:20:00Z");
    }

    @Test
    void tomorrow_when_it_is_over_or_now() {
        assertThat(first("2026-06-01T01:20:00Z")).isEqualTo("2026-06-02T01:20:00Z");
        assertThat(first("2026-06-01T12:00:00Z")).isEqualTo("2026-06-02T01:20:00Z");
    }

    @Test
    void the_hour_of_the_zone_counts_over_a_change_of_the_clocks() {
        assertThat(first("2026-10-24T12:00:00Z")).isEqualTo("2026-10-25T02:20:00Z");
    }

    @Test
    void a_run_that_began_early_by_our_clock_is_not_repeated() {
        Instant meant = Instant.parse("2026-06-01T01:20:00Z");
        Daily daily = daily(meant.minusMillis(30));
        assertThat(daily.getNextRunTime(new Ran(meant), Date.from(meant))).isEqualTo("2026-06-02T01:20:00Z");
    }

    private static Date first(String now) {
        Instant instant = Instant.parse(now);
        return daily(instant).getNextRunTime(null, Date.from(instant));
    }

    private static Daily daily(Instant now) {
        return new Daily(AT, Clock.fixed(now, BERLIN));
    }

    private record Ran(Instant meant) implements LastExecution {

        @Override
        public String getIdentityName() {
            return "daily";
        }

        @Override
        public Object getResult() {
            return "";
        }

        @Override
        public ZonedDateTime getScheduledStart(ZoneId zone) {
            return meant.atZone(zone);
        }

        @Override
        public ZonedDateTime getRunStart(ZoneId zone) {
            return meant.atZone(zone);
        }

        @Override
        public ZonedDateTime getRunEnd(ZoneId zone) {
            return meant.atZone(zone);
        }
    }
}
