package org.modelyard.serving.service;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** What {@code /metrics} says of serving. */
@Singleton
@Startup
public class ServingGauges {

    @Inject
    private MetricRegistry metrics;

    @Inject
    private Predictor predictor;

    @Inject
    private PredictionGate gate;

    @Inject
    private DeploymentRooms rooms;

    @Inject
    private InferenceJournal journal;

    @Inject
    private InferenceLog log;

    @PostConstruct
    void register() {
        gauge("predictions_answered", "Rows answered since the start", predictor::answered);
        gauge("predictions_refused", "Rows that did not fit, since the start", predictor::refused);
        gauge("predictions_failed", "Rows that fit and got no answer, since the start", predictor::failed);
        gauge(
                "predictions_requests_refused",
                "Requests refused as a whole, since the start",
                predictor::requestsRefused);
        gauge("predictions_shed", "Requests sent away because of too many, since the start", gate::shed);
        gauge(
                "predictions_shed_by_deployment",
                "Requests sent away because their deployment answered as many as it may, since the start",
                rooms::refused);
        gauge("predictions_in_flight", "Requests that are being answered", gate::inside);
        gauge("predictions_waiting", "Requests that wait for their turn", gate::waiting);
        gauge("journal_undrained_records", "Records that are not in the database", () -> journal.stats()
                .undrainedRecords());
        gauge("journal_undrained_bytes", "Bytes of these on the disk", () -> journal.stats()
                .undrainedBytes());
        gauge("journal_refused", "Records refused because the journal was full", () -> journal.stats()
                .refused());
        gauge("journal_unlogged", "Answers given without a record because the journal was full", () -> journal.stats()
                .unlogged());
        gauge("journal_corrupt_bytes", "Bytes in which no valid record was found", () -> journal.stats()
                .corruptBytes());
        gauge("journal_disk_failures", "Calls of the disk that failed", () -> journal.stats()
                .diskFailures());
        gauge("drain_rows", "Rows written into the inference log since the start", log::drainedRows);
        gauge("drain_failures", "Rounds of the drain that failed since the start", log::drainFailures);
    }

    private void gauge(String name, String description, Supplier<Long> value) {
        Metadata metadata = Metadata.builder()
                .withName("modelyard_" + name)
                .withDescription(description)
                .build();
        metrics.gauge(metadata, value);
    }
}
