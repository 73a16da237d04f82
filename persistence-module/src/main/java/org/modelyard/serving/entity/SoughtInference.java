package org.modelyard.serving.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.modelyard.serving.model.Sought;

/** Columns of feedback whose inference is told by its unit. */
@Embeddable
public class SoughtInference {

    @Column(name = "sought_unit")
    private String unit;

    @Column(name = "sought_item")
    private @Nullable String item;

    @Column(name = "sought_model_id")
    private @Nullable Long modelId;

    @Column(name = "sought_millis")
    private long millis;

    @SuppressWarnings("NullAway.Init")
    protected SoughtInference() {}

    /** @param modelId of the model that is named; null for any */
    static SoughtInference of(Sought sought, @Nullable Long modelId) {
        SoughtInference columns = new SoughtInference();
        columns.unit = sought.unit();
        columns.item = sought.item();
        columns.modelId = modelId;
        columns.millis = sought.window().toMillis();
        return columns;
    }

    @Nullable
    Long modelId() {
        return modelId;
    }

    /** Without the model's name. */
    Sought sought() {
        return new Sought(unit, item, null, Duration.ofMillis(millis));
    }
}
