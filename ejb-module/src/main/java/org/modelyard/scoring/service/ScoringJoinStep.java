package org.modelyard.scoring.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.service.WorkStep;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.StoredArtifact;
import org.modelyard.scoring.entity.Scoring;
import org.modelyard.scoring.model.AnswerWriter;

/** The last step of the job {@code scoring}: all parts one behind the other, in the snapshot's order. None is in memory. */
@Named("scoringJoinStep")
@Dependent
public class ScoringJoinStep extends WorkStep {

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String scoring;

    @Inject
    private ScoringLedger ledger;

    @Inject
    private Registry registry;

    @Inject
    private ArtifactStore store;

    @Override
    protected String work() {
        return scoring;
    }

    @Override
    protected void work(UUID id, long execution) {
        ledger.unfinished(id).ifPresent(task -> {
            StoredArtifact joined = joined(id, task);
            ledger.complete(id, joined.sha256(), joined.bytes());
        });
    }

    private StoredArtifact joined(UUID id, ScoringLedger.Task task) {
        Scoring.Subject subject = task.subject();
        ModelVersionView version =
                registry.version(Caller.server(task.organisationId()), subject.model(), subject.version());
        byte[] head = AnswerWriter.head(
                subject.format(),
                version.labels(),
                version.signature().outputs().stream()
                        .map(SignatureDocument.Output::name)
                        .toList(),
                subject.allScores());
        Iterator<String> parts = ledger.parts(id).iterator();
        Enumeration<InputStream> streams = new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return store.open(parts.next());
            }
        };
        try (InputStream all =
                new SequenceInputStream(new ByteArrayInputStream(head), new SequenceInputStream(streams))) {
            return store.put(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void fail(UUID id, String problem) {
        ledger.fail(id, problem);
    }
}
