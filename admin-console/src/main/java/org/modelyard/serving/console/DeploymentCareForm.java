package org.modelyard.serving.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.Canaries;
import org.modelyard.serving.service.ModelDeployments;

/** What somebody asks of a version that is to be deployed, or rolled out: bounds, and rows of which the answer is known. */
@Named
@RequestScoped
public class DeploymentCareForm {

    private static final long MIB = 1L << 20;

    private @Nullable String seconds;
    private @Nullable String concurrency;
    private @Nullable String memory;
    private @Nullable String canary;
    private boolean autoRollback = true;

    /**
     * A deployment of a version by what was typed.
     *
     * @throws Refusal.Invalid when a number is none, or the canary inputs are no JSON list
     */
    public ModelDeployments.NewDeployment wanted(String model, String number, String environment) {
        Long time = whole("healthCheckTimeout", seconds);
        Long atOnce = whole("concurrency", concurrency);
        Long budget = whole("memoryBudget", memory);
        return new ModelDeployments.NewDeployment(
                model,
                number,
                environment,
                null,
                time == null ? null : Duration.ofSeconds(time),
                autoRollback,
                List.of(),
                atOnce == null ? null : Math.toIntExact(atOnce),
                budget == null ? null : budget * MIB,
                Canaries.parse(canary).list());
    }

    private static @Nullable Long whole(String field, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return (long) Integer.parseInt(typed.strip());
        } catch (NumberFormatException e) {
            throw new Refusal.Invalid(field, "This is a whole number.");
        }
    }

    public @Nullable String getSeconds() {
        return seconds;
    }

    public void setSeconds(@Nullable String seconds) {
        this.seconds = seconds;
    }

    public @Nullable String getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(@Nullable String concurrency) {
        this.concurrency = concurrency;
    }

    public @Nullable String getMemory() {
        return memory;
    }

    public void setMemory(@Nullable String memory) {
        this.memory = memory;
    }

    /** A JSON list, as the API takes it. */
    public @Nullable String getCanary() {
        return canary;
    }

    public void setCanary(@Nullable String canary) {
        this.canary = canary;
    }

    public boolean isAutoRollback() {
        return autoRollback;
    }

    public void setAutoRollback(boolean autoRollback) {
        this.autoRollback = autoRollback;
    }
}
