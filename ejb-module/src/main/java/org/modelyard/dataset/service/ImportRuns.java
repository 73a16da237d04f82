package org.modelyard.dataset.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.model.Lease;
import org.modelyard.batch.service.JobLeases;
import org.modelyard.dataset.chunk.Chunk;
import org.modelyard.dataset.entity.Dataset;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.dataset.model.ExampleReader;
import org.modelyard.dataset.model.ReadLimits;
import org.modelyard.dataset.model.ReadReport;
import org.modelyard.dataset.model.Schema;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Outage;
import org.modelyard.platform.settings.DatasetSettings;
import org.modelyard.platform.settings.TrainingSettings;
import org.modelyard.registry.store.ArtifactStore;

/** One import from its first byte to its end, whatever the end is. */
@ApplicationScoped
public class ImportRuns {

    private static final System.Logger LOG = System.getLogger(ImportRuns.class.getName());
    private static final int RENEWALS = 3;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    @Inject
    private ImportSteps steps;

    @Inject
    private ArtifactStore store;

    @Inject
    private JobLeases leases;

    @Inject
    private DatasetSettings settings;

    @Inject
    private TrainingSettings jobs;

    @Resource
    private ManagedExecutorService executor;

    /** Reads the body into the dataset; the caller holds the lease. */
    public ImportView run(Caller caller, Dataset dataset, Imports.NewImport command, InputStream body, Lease lease) {
        ImportSteps.Begun begun = steps.begin(caller, dataset.id(), command);
        ReadReport report = null;
        try (ExampleReader reader = open(dataset, begun.schema(), command, body);
                WriteBehind sink = new WriteBehind(new Sink(begun, reader.schema(), lease), executor)) {
            Chunking chunking = new Chunking(reader, settings.chunkRows(), command.duplicates(), sink);
            try {
                chunking.run();
            } catch (Refusal.Invalid | UncheckedIOException e) {
                chunking.flush();
                sink.settle();
                report = reader.report();
                throw e;
            }
            chunking.flush();
            sink.settle();
            return steps.complete(caller, begun, reader.report());
        } catch (BrokenSink e) {
            throw failed(caller, begun, report, e.cause);
        } catch (RuntimeException e) {
            throw failed(caller, begun, report, e);
        }
    }

    private ExampleReader open(Dataset dataset, @Nullable Schema schema, Imports.NewImport command, InputStream body) {
        ReadLimits defaults = ReadLimits.defaults();
        ReadLimits limits = new ReadLimits(
                settings.importBytes(),
                defaults.maxExpansion(),
                settings.maxFieldBytes(),
                defaults.maxLine(),
                defaults.maxDepth(),
                defaults.sampleRows(),
                defaults.ignoreUnknown());
        return schema == null
                ? ExampleReader.infer(body, command.format(), dataset.task(), dataset.target(), limits)
                : ExampleReader.open(body, command.format(), schema, limits);
    }

    /** Writes the failure down and makes the refusal say which import it was. */
    private RuntimeException failed(
            Caller caller, ImportSteps.Begun begun, @Nullable ReadReport report, RuntimeException e) {
        Throwable cause = Outage.rootOf(e);
        String why = cause instanceof Refusal || cause instanceof UncheckedIOException
                ? String.valueOf(cause.getMessage())
                : "the server could not go on: " + cause;
        ImportView view;
        try {
            view = steps.fail(caller, begun, report, why);
        } catch (RuntimeException second) {
            LOG.log(Level.WARNING, "the failure of import {0} could not be written: {1}", begun.publicId(), second);
            e.addSuppressed(second);
            return e;
        }
        String kept = " The import " + view.id() + " FAILED; " + view.accepted() + " rows before that point are in.";
        if (cause instanceof Refusal.Invalid) {
            return new Refusal.Invalid("file", why + kept);
        }
        if (cause instanceof UncheckedIOException) {
            return new Refusal.Invalid("file", "The stream broke: " + why + "." + kept);
        }
        return e;
    }

    /** What the sink threw: the reader's own refusals are told from it. */
    private static final class BrokenSink extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final RuntimeException cause;

        BrokenSink(RuntimeException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private final class Sink implements ChunkSink {

        private final ImportSteps.Begun begun;
        private final Schema schema;
        private final Lease lease;
        private final long renewal = jobs.heartbeat().toNanos() / RENEWALS;
        private long renewed = System.nanoTime();

        Sink(ImportSteps.Begun begun, Schema schema, Lease lease) {
            this.begun = begun;
            this.schema = schema;
            this.lease = lease;
        }

        @Override
        public Set<ContentHash> known(Collection<ContentHash> hashes) {
            try {
                return steps.known(begun.datasetId(), hashes);
            } catch (RuntimeException e) {
                throw new BrokenSink(e);
            }
        }

        @Override
        public void add(Chunk chunk, double[] quality, ReadReport report, int skipped) {
            try {
                String sha256 = put(chunk);
                steps.add(begun, new ImportSteps.StoredChunk(sha256, chunk, quality, schema, skipped), report);
            } catch (RuntimeException e) {
                throw new BrokenSink(e);
            }
        }

        private String put(Chunk chunk) {
            try {
                return store.put(chunk.file()).sha256();
            } catch (UncheckedIOException e) {
                LOG.log(Level.ERROR, "a chunk cannot be stored", e);
                throw new Refusal.Unavailable("The artifact store cannot be written to.", RETRY_AFTER);
            }
        }

        @Override
        public void skipped(ReadReport report, int skipped) {
            try {
                steps.skip(begun, report, skipped);
            } catch (RuntimeException e) {
                throw new BrokenSink(e);
            }
        }

        @Override
        public void tick() {
            if (System.nanoTime() - renewed < renewal) {
                return;
            }
            try {
                if (!leases.renew(lease)) {
                    throw new Refusal.Conflict("The import lost its lease: another one has begun.");
                }
            } catch (RuntimeException e) {
                throw new BrokenSink(e);
            }
            renewed = System.nanoTime();
        }
    }
}
