package org.modelyard.training.console;

import org.jspecify.annotations.Nullable;

/** A gate as it is typed. */
public class GateLine {

    private @Nullable String metric;
    private @Nullable Double min;
    private @Nullable Double max;

    public @Nullable String getMetric() {
        return metric;
    }

    public void setMetric(@Nullable String metric) {
        this.metric = metric == null || metric.isBlank() ? null : metric;
    }

    public @Nullable Double getMin() {
        return min;
    }

    public void setMin(@Nullable Double min) {
        this.min = min;
    }

    public @Nullable Double getMax() {
        return max;
    }

    public void setMax(@Nullable Double max) {
        this.max = max;
    }
}
