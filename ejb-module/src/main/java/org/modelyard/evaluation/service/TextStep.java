package org.modelyard.evaluation.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.modelyard.batch.service.WorkStep;
import org.modelyard.ml.evaluation.text.GivenText;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.store.ArtifactStore;

/** The one step of the job {@code text-metrics}. */
@Named("textStep")
@Dependent
public class TextStep extends WorkStep {

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String measurement;

    @Inject
    private TextLedger ledger;

    @Inject
    private ArtifactStore artifacts;

    @Override
    protected String work() {
        return measurement;
    }

    @Override
    protected void work(UUID id, long execution) {
        ledger.begin(id, execution).ifPresent(file -> ledger.complete(id, measured(file)));
    }

    @Override
    protected void fail(UUID id, String problem) {
        ledger.fail(id, problem);
    }

    private String measured(String file) {
        try (InputStream lines = artifacts.open(file)) {
            return RegistryJson.write(GivenText.measure(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
