package org.modelyard.batch.service;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes the keys; one that is gone already is no fault. */
@Dependent
@Named("expiredKeyWriter")
public class ExpiredKeyWriter extends AbstractItemWriter {

    @Inject
    @BatchProperty
    private @Nullable String organisation;

    @Inject
    private ExpiredKeys keys;

    @Override
    public void writeItems(List<Object> items) {
        keys.delete(
                Long.parseLong(String.valueOf(organisation)),
                items.stream().map(String::valueOf).toList());
    }
}
