package org.modelyard.platform.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBException;
import java.sql.SQLTransactionRollbackException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;

class OverlapsTest {

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_change_that_was_undone_for_anothers_sake_is_made_again() {
        assertThat(Overlaps.again(() -> {
                    if (asked.incrementAndGet() < 4) {
                        throw undone();
                    }
                    return "done";
                }))
                .isEqualTo("done");
        assertThat(asked).hasValue(4);
    }

    @Test
    void who_loses_each_time_is_told() {
        assertThatThrownBy(() -> Overlaps.again(() -> {
                    asked.incrementAndGet();
                    throw undone();
                }))
                .isInstanceOf(EJBException.class);
        assertThat(asked).hasValue(4);
    }

    @Test
    void what_is_refused_is_not_asked_again() {
        assertThatThrownBy(() -> Overlaps.again(() -> {
                    asked.incrementAndGet();
                    throw new Refusal.Invalid("bump", "too little");
                }))
                .isInstanceOf(Refusal.Invalid.class);
        assertThat(asked).hasValue(1);
    }

    private static EJBException undone() {
        return new EJBException(new SQLTransactionRollbackException("Deadlock found", "40001", 1213));
    }
}
