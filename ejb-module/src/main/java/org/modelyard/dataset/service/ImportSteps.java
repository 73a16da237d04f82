package org.modelyard.dataset.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.dataset.chunk.Chunk;
import org.modelyard.dataset.entity.Dataset;
import org.modelyard.dataset.entity.DatasetImport;
import org.modelyard.dataset.entity.DatasetImports;
import org.modelyard.dataset.entity.ExampleChunk;
import org.modelyard.dataset.entity.ExampleChunks;
import org.modelyard.dataset.entity.ExampleRows;
import org.modelyard.dataset.entity.NewExamples;
import org.modelyard.dataset.entity.StoredDatasets;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.dataset.model.ImportState;
import org.modelyard.dataset.model.LabelCounts;
import org.modelyard.dataset.model.ReadReport;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.data.Column;
import org.modelyard.platform.service.StatementFailed;

/** What an import does to the database: each step is a transaction of its own, so a killed server leaves whole chunks. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ImportSteps {

    /** Why imports of a dead process FAILED. */
    static final String INTERRUPTED = "interrupted: the server stopped while it read; the chunks before that stay";

    private static final String SOURCE = "import";

    @Inject
    private StoredDatasets datasets;

    @Inject
    private DatasetImports imports;

    @Inject
    private ExampleChunks chunks;

    @Inject
    private ExampleRows rows;

    @Inject
    private Audit audit;

    @Inject
    private Event<DatasetChanged> changed;

    @Inject
    private Clock clock;

    /** What a begun import goes on with. */
    public record Begun(long id, UUID publicId, long datasetId, @Nullable Schema schema) {}

    /**
     * A chunk that is in the artifact store.
     *
     * @param skipped rows left out as duplicates on the way
     */
    public record StoredChunk(String sha256, Chunk chunk, double[] quality, Schema schema, int skipped) {}

    /** The caller holds the dataset's lease, so an import that still says RUNNING has lost its process. */
    public Begun begin(Caller caller, long datasetId, Imports.NewImport command) {
        Dataset dataset = datasets.locked(datasetId);
        Instant now = clock.instant();
        imports.running(dataset).forEach(dead -> dead.fail(null, INTERRUPTED, now));
        DatasetImport begun = DatasetImport.begin(dataset, command.format(), command.duplicates(), caller.actor(), now);
        imports.add(begun);
        return new Begun(
                begun.id(), begun.publicId(), dataset.id(), dataset.schema().orElse(null));
    }

    /** A plain read: in-lists over the content. */
    public Set<ContentHash> known(long datasetId, Collection<ContentHash> hashes) {
        try {
            return rows.known(datasetId, hashes);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    public void add(Begun begun, StoredChunk stored, ReadReport report) {
        Dataset dataset = datasets.locked(begun.datasetId());
        dataset.adopt(stored.schema());
        Chunk chunk = stored.chunk();
        LabelCounts labels = chunk.target() instanceof Column.Categories categories
                ? LabelCounts.of(categories.codes(), categories.dictionary())
                : null;
        Instant now = clock.instant();
        ExampleChunk row =
                new ExampleChunk(dataset, dataset.chunks(), begun.id(), stored.sha256(), chunk.stats(), labels, now);
        chunks.add(row);
        int again;
        try {
            again = rows.insert(row, new NewExamples(chunk, dataset.arrival(), SOURCE, stored.quality(), now));
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
        dataset.addChunk(chunk.rows(), again);
        imports.locked(begun.id()).advance(report, chunk.rows(), again + stored.skipped());
        changed.fire(new DatasetChanged(dataset.name(), dataset.organisationId()));
    }

    public void skip(Begun begun, ReadReport report, int skipped) {
        imports.locked(begun.id()).advance(report, 0, skipped);
    }

    public ImportView complete(Caller caller, Begun begun, ReadReport report) {
        Dataset dataset = datasets.locked(begun.datasetId());
        DatasetImport ended = imports.locked(begun.id());
        ended.complete(report, clock.instant());
        return end(caller, dataset, ended);
    }

    /** Of no effect when somebody else has ended it. */
    public ImportView fail(Caller caller, Begun begun, @Nullable ReadReport report, String why) {
        Dataset dataset = datasets.locked(begun.datasetId());
        DatasetImport ended = imports.locked(begun.id());
        if (ended.state() == ImportState.RUNNING) {
            ended.fail(report, why, clock.instant());
        }
        return end(caller, dataset, ended);
    }

    private ImportView end(Caller caller, Dataset dataset, DatasetImport ended) {
        audit.done(
                caller,
                "dataset.import",
                "dataset/" + dataset.name(),
                "import " + ended.publicId() + " " + ended.state() + ": " + ended.accepted() + " accepted, "
                        + ended.duplicates() + " duplicates, " + ended.rejected() + " rejected");
        changed.fire(new DatasetChanged(dataset.name(), dataset.organisationId()));
        return ImportView.of(ended, dataset.name());
    }

    /** The datasets in which an import says that it runs. */
    public List<Long> datasetsWithRunning() {
        return imports.running().stream()
                .map(DatasetImport::datasetId)
                .distinct()
                .toList();
    }

    /** @return how many were marked; the caller has made sure that nobody holds the dataset's lease */
    public int failInterrupted(long datasetId) {
        List<DatasetImport> dead = imports.running(datasets.locked(datasetId));
        dead.forEach(one -> one.fail(null, INTERRUPTED, clock.instant()));
        return dead.size();
    }
}
