package org.modelyard.evaluation.service;

import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.batch.service.WorkLedger;
import org.modelyard.evaluation.entity.StoredTextMeasurements;
import org.modelyard.evaluation.entity.TextMeasurement;

/** The server's own steps with measurements of files, each in a transaction of its own, for all organisations. */
@Stateless
@LocalBean
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class TextLedger extends WorkLedger<TextMeasurement> {

    @Inject
    private StoredTextMeasurements measurements;

    @Inject
    private Event<EvaluationChanged> changed;

    @Inject
    private Clock clock;

    @Override
    protected QueuedWorks<TextMeasurement> works() {
        return measurements;
    }

    @Override
    protected String called() {
        return "text measurement";
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    /** @return the file's address; empty when it is complete already */
    public Optional<String> begin(UUID id, long execution) {
        TextMeasurement measurement = changing(id);
        return measurement.run(execution, now()) ? Optional.of(measurement.file()) : Optional.empty();
    }

    public void complete(UUID id, String result) {
        changing(id).complete(result, now());
    }

    @Override
    protected TextMeasurement changing(UUID id) {
        TextMeasurement measurement = super.changing(id);
        changed.fire(new EvaluationChanged(measurement.organisationId()));
        return measurement;
    }
}
