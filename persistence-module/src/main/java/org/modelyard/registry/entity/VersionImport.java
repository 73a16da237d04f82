package org.modelyard.registry.entity;

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

/** A wish to have a version made of a file from elsewhere. It holds the file until the version does. */
@Entity
@Table(name = "version_import")
public class VersionImport extends QueuedWork {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "version_import_seq")
    @SequenceGenerator(name = "version_import_seq", sequenceName = "version_import_seq", allocationSize = 50)
    private long id;

    @Column(name = "model_name")
    private String model;

    @Column(name = "file_format")
    private String format;

    @Lob
    private String wish;

    @Column(name = "file_sha")
    private @Nullable String file;

    @Column(name = "file_bytes")
    private long bytes;

    @Column(name = "version_text")
    private @Nullable String version;

    @SuppressWarnings("NullAway.Init")
    protected VersionImport() {}

    private VersionImport(long organisationId, Subject subject, String by, Instant now) {
        super(organisationId, by, now);
        this.model = subject.model();
        this.format = subject.format();
        this.wish = subject.wish();
        this.file = subject.file();
        this.bytes = subject.bytes();
    }

    /**
     * What is to be made of which file.
     *
     * @param format of the file, as the wish says
     * @param wish all that is said of the version, as JSON
     * @param file address of its content
     * @param bytes of the file
     */
    public record Subject(String model, String format, String wish, String file, long bytes) {}

    public static VersionImport queue(long organisationId, Subject subject, String by, Instant now) {
        return new VersionImport(organisationId, subject, by, now);
    }

    /**
     * The version is there, and has the file.
     *
     * @return false when there was one before: then the new one is not to be kept
     */
    public boolean complete(String number, Instant now) {
        if (!complete(now)) {
            return false;
        }
        version = number;
        file = null;
        return true;
    }

    public long id() {
        return id;
    }

    public String model() {
        return model;
    }

    public String format() {
        return format;
    }

    /** As JSON. */
    public String wish() {
        return wish;
    }

    /** Address of the file; null when it is complete. */
    public @Nullable String file() {
        return file;
    }

    /** Of the file. */
    public long bytes() {
        return bytes;
    }

    /** Its number; null before it is complete. */
    public @Nullable String version() {
        return version;
    }
}
