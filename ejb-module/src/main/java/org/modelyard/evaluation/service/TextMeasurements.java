package org.modelyard.evaluation.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.time.Clock;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.evaluation.entity.StoredTextMeasurements;
import org.modelyard.evaluation.entity.TextMeasurement;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.DatasetSettings;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.StoredArtifact;
import org.modelyard.run.model.BoundedStream;

/** Files of generated texts. They are measured by the batch job {@code text-metrics}. */
@Stateless
public class TextMeasurements {

    @Inject
    private StoredTextMeasurements measurements;

    @Inject
    private ArtifactStore artifacts;

    @Inject
    private DatasetSettings settings;

    @Inject
    private Audit audit;

    @Inject
    private Event<EvaluationQueued> queued;

    @Inject
    private Clock clock;

    /**
     * Stores a file, outside of any transaction: it takes as long as the client takes to send it.
     *
     * @param file JSON lines, read to its end; not closed
     * @throws Refusal.Invalid when it is longer than an import may be
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public StoredArtifact keep(Caller caller, InputStream file) {
        caller.require(Role.OPERATOR);
        return artifacts.put(new BoundedStream(file, settings.importBytes()));
    }

    /** QUEUED; its job starts after the commit. */
    public TextMeasurementView request(Caller caller, StoredArtifact file) {
        caller.require(Role.OPERATOR);
        TextMeasurement measurement = TextMeasurement.queue(
                caller.organisationId(), file.sha256(), file.bytes(), caller.actor(), clock.instant());
        measurements.add(measurement);
        audit.done(caller, "texts.measure", "text-measurement/" + measurement.publicId(), file.bytes() + " bytes");
        queued.fire(new EvaluationQueued());
        return TextMeasurementView.of(measurement);
    }

    public TextMeasurementView get(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return measurements
                .byPublicId(caller.organisationId(), id)
                .map(TextMeasurementView::of)
                .orElseThrow(() -> new Refusal.NotFound("text measurement", id.toString()));
    }
}
