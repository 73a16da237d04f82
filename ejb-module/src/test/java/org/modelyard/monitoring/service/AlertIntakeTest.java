package org.modelyard.monitoring.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.service.AlertNeeded;
import org.modelyard.serving.service.Wired;

class AlertIntakeTest {

    private final List<Runnable> signals = new ArrayList<>();
    private final List<String> raised = new ArrayList<>();
    private final Alerts alerts = new Alerts() {
        @Override
        public void raise(
                long organisationId, Severity severity, String kind, String subject, String title, String detail) {
            raised.add(title);
        }
    };

    @Test
    void who_keeps_the_time_does_not_wait_until_it_is_raised() {
        List<Runnable> threads = new ArrayList<>();
        intake(Wired.later(threads)).on(needed());
        signals.remove(0).run();
        assertThat(raised).isEmpty();
        threads.remove(0).run();
        assertThat(raised).containsExactly("The journal is full");
    }

    @Test
    void it_is_raised_where_there_is_no_thread_too() {
        intake(refusing(new RejectedExecutionException("full"))).on(needed());
        intake(refusing(new IllegalStateException("the application stops"))).on(needed());
        signals.forEach(Runnable::run);
        assertThat(raised).containsExactly("The journal is full", "The journal is full");
    }

    private static ManagedExecutorService refusing(RuntimeException refusal) {
        return (ManagedExecutorService) Proxy.newProxyInstance(
                AlertIntakeTest.class.getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (self, method, args) -> {
                    throw refusal;
                });
    }

    private AlertIntake intake(ManagedExecutorService executor) {
        ManagedScheduledExecutorService scheduler = (ManagedScheduledExecutorService) Proxy.newProxyInstance(
                AlertIntakeTest.class.getClassLoader(),
                new Class<?>[] {ManagedScheduledExecutorService.class},
                (self, method, args) -> {
                    signals.add((Runnable) args[0]);
                    return null;
                });
        return Wired.with(new AlertIntake(), alerts, executor, scheduler);
    }

    private static AlertNeeded needed() {
        return new AlertNeeded(
                1, Severity.CRITICAL, "JOURNAL_FULL", AlertNeeded.SERVER, "The journal is full", "Look at the disk.");
    }
}
