package org.modelyard.scoring.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.chunk.ChunkReader;
import org.modelyard.dataset.model.ExampleIds;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.SnapshotChunk;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.Scorer;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.HashedFile;
import org.modelyard.registry.store.HashedOutput;
import org.modelyard.scoring.entity.Scoring;
import org.modelyard.scoring.model.AnswerWriter;
import org.modelyard.scoring.model.FileRows;
import org.modelyard.scoring.model.ScratchFolder;
import org.modelyard.scoring.model.TableAnswers;

/** Asks a model about a part of the rows and stores what it answers. A chunk is in memory, the answers are not. */
@ApplicationScoped
public class ChunkAnswers {

    /** Rows of a file after which somebody may stop, where each is answered quickly. */
    private static final int BLOCK = 256;

    @Inject
    private ArtifactStore store;

    @Inject
    private ScratchFolder scratch;

    /** A file of answers. */
    public record Made(String sha256, long rows, long refused) {}

    /**
     * A chunk of a snapshot.
     *
     * @param id of the chunk, which its rows are named after
     * @param content reads it, verified
     */
    record Source(SnapshotChunk chunk, UUID id, Supplier<byte[]> content) {}

    /**
     * Asks about chunks, one after the other.
     *
     * @param stopping whether to leave off before the next row
     * @return empty when it left off: nothing is stored then
     */
    Optional<Made> make(
            Scorer scorer, Schema schema, List<Source> chunks, Scoring.Subject subject, BooleanSupplier stopping) {
        return stored(subject, scorer, writer -> {
            long rows = 0;
            long refused = 0;
            for (Source source : chunks) {
                OptionalLong without = ask(scorer, schema, source, writer, stopping);
                if (without.isEmpty()) {
                    return null;
                }
                rows += source.chunk().count();
                refused += without.getAsLong();
            }
            return new Counted(rows, refused);
        });
    }

    private static OptionalLong ask(
            Scorer scorer, Schema schema, Source source, AnswerWriter writer, BooleanSupplier stopping) {
        if (stopping.getAsBoolean()) {
            return OptionalLong.empty(); // before the chunk is read
        }
        int[] selected = source.chunk().selectedRows();
        Table rows;
        try (ChunkReader reader = ChunkReader.open(source.content().get(), schema)) {
            rows = SignatureColumns.of(scorer.signature(), reader.table(selected));
        }
        List<UUID> ids = Arrays.stream(selected)
                .mapToObj(row -> ExampleIds.example(source.id(), row))
                .toList();
        return TableAnswers.write(scorer, rows, ids, writer, stopping);
    }

    /** The same of the next rows of a file, as many at the most. */
    Optional<Made> make(Scorer scorer, FileRows file, long most, Scoring.Subject subject, BooleanSupplier stopping) {
        int block = scorer.elsewhere() ? 1 : BLOCK;
        return stored(subject, scorer, writer -> {
            Counted all = new Counted(0, 0);
            while (all.rows() < most) {
                if (stopping.getAsBoolean()) {
                    return null;
                }
                FileRows.Asked asked = file.ask(scorer, writer, Math.min(block, most - all.rows()));
                if (asked.rows() == 0) {
                    break;
                }
                all = new Counted(all.rows() + asked.rows(), all.refused() + asked.refused());
            }
            return all;
        });
    }

    private record Counted(long rows, long refused) {}

    /** Null when it left off. */
    private interface Writing {
        @Nullable
        Counted into(AnswerWriter writer);
    }

    private record Written(HashedFile file, Counted counted) {}

    private Optional<Made> stored(Scoring.Subject subject, Scorer scorer, Writing writing) {
        try {
            Path file = scratch.file("." + subject.format().code());
            try {
                Written written = write(scorer, subject, file, writing);
                if (written == null) {
                    return Optional.empty();
                }
                store.take(file, written.file());
                Counted counted = written.counted();
                return Optional.of(new Made(written.file().sha256(), counted.rows(), counted.refused()));
            } finally {
                Files.deleteIfExists(file); // what the store has taken is gone
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Written write(Scorer scorer, Scoring.Subject subject, Path file, Writing writing)
            throws IOException {
        try (HashedOutput out = new HashedOutput(file)) {
            Counted counted;
            try (AnswerWriter writer =
                    AnswerWriter.open(out, subject.format(), scorer.signature(), subject.allScores())) {
                counted = writing.into(writer);
            }
            return counted == null ? null : new Written(out.finish(), counted);
        }
    }
}
