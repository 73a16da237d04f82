package org.modelyard.dataset.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.chunk.ChunkStats;
import org.modelyard.dataset.model.DatasetJson;
import org.modelyard.dataset.model.ExampleIds;
import org.modelyard.dataset.model.LabelCounts;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;

/** A file of rows in the artifact store. */
@Entity
@Table(name = "example_chunk")
public class ExampleChunk {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "example_chunk_seq")
    @SequenceGenerator(name = "example_chunk_seq", sequenceName = "example_chunk_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Column(name = "dataset_id")
    private long datasetId;

    private int number;

    @Column(name = "import_id")
    private @Nullable Long importId;

    private String sha256;

    @Column(name = "row_count")
    private int rows;

    @Lob
    private String stats;

    @Lob
    private @Nullable String labels;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected ExampleChunk() {}

    /**
     * @param number of the dataset's chunks, from 0
     * @param importId where it came from, or null
     * @param sha256 of the stored file
     * @param labels how often each label occurs; null where the task has no labels
     */
    public ExampleChunk(
            Dataset dataset,
            int number,
            @Nullable Long importId,
            String sha256,
            ChunkStats stats,
            @Nullable LabelCounts labels,
            Instant now) {
        this.publicId = ExampleIds.newChunk();
        this.datasetId = dataset.id();
        this.number = number;
        this.importId = importId;
        this.sha256 = sha256;
        this.rows = stats.rows();
        this.stats = stats.toJson();
        this.labels = labels == null ? null : DatasetJson.write(labels);
        this.createdAt = now;
    }

    public long id() {
        return id;
    }

    /** The last 16 bits are empty: {@link ExampleIds}. */
    public UUID publicId() {
        return publicId;
    }

    public long datasetId() {
        return datasetId;
    }

    public int number() {
        return number;
    }

    public @Nullable Long importId() {
        return importId;
    }

    public String sha256() {
        return sha256;
    }

    public int rows() {
        return rows;
    }

    public ChunkStats stats() {
        return ChunkStats.fromJson(stats);
    }

    public @Nullable LabelCounts labels() {
        return labels == null ? null : DatasetJson.read("labels", labels, LabelCounts.class);
    }

    public Instant createdAt() {
        return createdAt;
    }
}
