package org.modelyard.platform.service;

import jakarta.enterprise.concurrent.LastExecution;
import jakarta.enterprise.concurrent.Trigger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Once a day at a time of the clock's zone. What was missed is not made up for.
 *
 * @param clock its zone counts
 */
record Daily(LocalTime at, Clock clock) implements Trigger {

    /** Behind the run before as well as behind now: an executor's clock may be a little ahead of ours. */
    @Override
    public Date getNextRunTime(@Nullable LastExecution last, Date scheduledAt) {
        Instant behind = clock.instant();
        if (last != null && last.getScheduledStart().toInstant().isAfter(behind)) {
            behind = last.getScheduledStart().toInstant();
        }
        return Date.from(next(behind));
    }

    private Instant next(Instant behind) {
        ZonedDateTime today = behind.atZone(clock.getZone()).with(at);
        for (int days = 0; ; days++) {
            Instant time = ZonedDateTime.of(today.toLocalDate().plusDays(days), at, clock.getZone())
                    .toInstant();
            if (time.isAfter(behind)) {
                return time;
            }
        }
    }

    @Override
    public boolean skipRun(@Nullable LastExecution last, Date scheduledAt) {
        return false;
    }
}
