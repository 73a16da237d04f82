package org.modelyard.evaluation.entity;

import jakarta.persistence.EntityManager;
import org.modelyard.batch.entity.QueuedWorks;

/** Measurements of files of all organisations. */
public class StoredTextMeasurements extends QueuedWorks<TextMeasurement> {

    public StoredTextMeasurements(EntityManager em) {
        super(em, TextMeasurement.class);
    }
}
