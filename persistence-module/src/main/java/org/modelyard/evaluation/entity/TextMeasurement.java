package org.modelyard.evaluation.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.entity.QueuedWork;

/** A wish to measure the generated texts of a file. */
@Entity
@Table(name = "text_measurement")
public class TextMeasurement extends QueuedWork {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "text_measurement_seq")
    @SequenceGenerator(name = "text_measurement_seq", sequenceName = "text_measurement_seq", allocationSize = 50)
    private long id;

    @Column(name = "file_sha")
    private String file;

    @Column(name = "file_bytes")
    private long bytes;

    @Lob
    private @Nullable String result;

    @SuppressWarnings("NullAway.Init")
    protected TextMeasurement() {}

    private TextMeasurement(long organisationId, String file, long bytes, String by, Instant now) {
        super(organisationId, by, now);
        this.file = file;
        this.bytes = bytes;
    }

    /** @param file address of its content */
    public static TextMeasurement queue(long organisationId, String file, long bytes, String by, Instant now) {
        return new TextMeasurement(organisationId, file, bytes, by, now);
    }

    /** Of no effect when it was complete already. */
    public void complete(String measured, Instant now) {
        if (complete(now)) {
            result = measured;
        }
    }

    public long id() {
        return id;
    }

    public String file() {
        return file;
    }

    public long bytes() {
        return bytes;
    }

    /** The measures as JSON; null before it is complete. */
    public @Nullable String result() {
        return result;
    }
}
