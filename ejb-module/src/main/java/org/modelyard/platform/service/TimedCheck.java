package org.modelyard.platform.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Asks something that may never answer. A pool waits a minute for a connection and a health check must not; at most one
 * question is on its way, so that a dead database does not gather threads.
 */
@Dependent
public class TimedCheck {

    private static final long PATIENCE_MILLIS = 900;

    @Resource
    private ManagedExecutorService executor;

    private @Nullable Future<String> asked;

    /**
     * @param question its answer becomes the data's {@code answer}
     * @return down when it fails or takes longer than 0.9 s
     */
    public synchronized HealthCheckResponse ask(HealthCheckResponseBuilder check, Supplier<String> question) {
        Future<String> answer = asked == null || asked.isDone() ? executor.submit(question::get) : asked;
        asked = answer;
        try {
            String text = answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            asked = null;
            return check.up().withData("answer", text).build();
        } catch (TimeoutException e) {
            return check.down()
                    .withData("problem", "no answer within " + PATIENCE_MILLIS + " ms")
                    .build();
        } catch (ExecutionException e) {
            asked = null;
            return check.down().withData("problem", problem(e)).build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return check.down().withData("problem", "interrupted").build();
        }
    }

    /** No message of a driver: anybody may read health, and it may name hosts and users. */
    private static String problem(ExecutionException failure) {
        return Outage.isDatabase(failure) ? "the database does not answer" : "failed; the log tells why";
    }
}
