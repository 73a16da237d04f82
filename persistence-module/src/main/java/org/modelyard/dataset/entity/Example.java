package org.modelyard.dataset.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.ExampleStatus;
import org.modelyard.platform.entity.InstantColumn;

/**
 * One example: what is asked of it without its features, which lie in its chunk. Written in bulk by {@link
 * ExampleRows}; this is for reading.
 */
@Entity
@Table(name = "example")
public class Example {

    @Id
    private long id;

    @Column(name = "dataset_id")
    private long datasetId;

    @Column(name = "chunk_id")
    private long chunkId;

    @Column(name = "row_no")
    private int row;

    @Enumerated(EnumType.STRING)
    private ExampleStatus status;

    private String source;

    private @Nullable Double quality;

    private @Nullable String label;

    @Column(name = "target_number")
    private @Nullable Double targetNumber;

    private int occurrence;

    private @Nullable String subject;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Example() {}

    public long id() {
        return id;
    }

    public long datasetId() {
        return datasetId;
    }

    public long chunkId() {
        return chunkId;
    }

    /** In its chunk, from 0. */
    public int row() {
        return row;
    }

    public ExampleStatus status() {
        return status;
    }

    public String source() {
        return source;
    }

    /** The share of its features that it has, 0 to 1. */
    public @Nullable Double quality() {
        return quality;
    }

    /** CLASSIFICATION only. */
    public @Nullable String label() {
        return label;
    }

    /** REGRESSION only. */
    public @Nullable Double targetNumber() {
        return targetNumber;
    }

    /** How many examples of the dataset had the same content before this one. */
    public int occurrence() {
        return occurrence;
    }

    public @Nullable String subject() {
        return subject;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
