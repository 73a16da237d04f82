package org.modelyard.scoring.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.modelyard.dataset.chunk.ChunkReader;
import org.modelyard.dataset.model.ExampleIds;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.SnapshotChunk;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.Scorer;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.scoring.entity.Scoring;
import org.modelyard.scoring.model.AnswerWriter;
import org.modelyard.scoring.model.FileRows;
import org.modelyard.scoring.model.ScratchFolder;
import org.modelyard.scoring.model.TableAnswers;

/** Asks a model about one chunk and stores what it answers. The chunk is in memory, the answers are not. */
@ApplicationScoped
public class ChunkAnswers {

    @Inject
    private ArtifactStore store;

    @Inject
    private ScratchFolder scratch;

    /** A file of answers. */
    record Made(String sha256, long rows, long refused) {}

    /** @param content of the chunk, verified */
    Made make(
            Scorer scorer, Schema schema, SnapshotChunk chunk, byte[] content, UUID chunkId, Scoring.Subject subject) {
        int[] selected = chunk.selectedRows();
        Table rows;
        try (ChunkReader reader = ChunkReader.open(content, schema)) {
            rows = SignatureColumns.of(scorer.signature(), reader.table(selected));
        }
        List<UUID> ids = Arrays.stream(selected)
                .mapToObj(row -> ExampleIds.example(chunkId, row))
                .toList();
        return stored(
                subject, scorer, writer -> new Counted(selected.length, TableAnswers.write(scorer, rows, ids, writer)));
    }

    /** The same of the next block of a file. */
    Made make(Scorer scorer, FileRows rows, Scoring.Subject subject) {
        return stored(subject, scorer, writer -> {
            FileRows.Asked asked = rows.ask(scorer, writer);
            return new Counted(asked.rows(), asked.refused());
        });
    }

    private record Counted(long rows, long refused) {}

    private Made stored(Scoring.Subject subject, Scorer scorer, Function<AnswerWriter, Counted> write) {
        try {
            Path file = scratch.file("." + subject.format().code());
            try {
                Counted counted = write(scorer, subject, file, write);
                try (InputStream content = Files.newInputStream(file)) {
                    return new Made(store.put(content).sha256(), counted.rows(), counted.refused());
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Counted write(
            Scorer scorer, Scoring.Subject subject, Path file, Function<AnswerWriter, Counted> write)
            throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                AnswerWriter writer =
                        AnswerWriter.open(out, subject.format(), scorer.signature(), subject.allScores())) {
            return write.apply(writer);
        }
    }
}
