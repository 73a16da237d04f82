package org.modelyard.registry.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.UploadState;

/** A file that somebody brings, from the first word of it until it is forgotten. Only a COMPLETE one can be used. */
@Entity
@Table(name = "upload")
public class Upload {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "upload_seq")
    @SequenceGenerator(name = "upload_seq", sequenceName = "upload_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Column(name = "organisation_id")
    private long organisationId;

    private long bytes;
    private @Nullable String expected;
    private @Nullable String sha256;

    @Enumerated(EnumType.STRING)
    private UploadState state;

    @Column(name = "created_by")
    private String createdBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "touched_at")
    private Instant touchedAt;

    @SuppressWarnings("NullAway.Init")
    protected Upload() {}

    private Upload(long organisationId, long bytes, @Nullable String expected, String actor, Instant now) {
        this.publicId = Ids.next();
        this.organisationId = organisationId;
        this.bytes = bytes;
        this.expected = expected;
        this.state = UploadState.OPEN;
        this.createdBy = actor;
        this.createdAt = now;
        this.touchedAt = now;
    }

    /**
     * @param bytes of the whole file
     * @param most that a file may have
     * @param expected its SHA-256; null when the sender does not know it
     * @throws Refusal.Invalid when it has none or too many bytes, or the hash is none
     */
    public static Upload begin(
            long organisationId, long bytes, long most, @Nullable String expected, String actor, Instant now) {
        if (bytes < 1 || bytes > most) {
            throw new Refusal.Invalid("bytes", "A file has 1 to " + most + " bytes (modelyard.upload.bytes).");
        }
        if (expected != null && !HASH.matcher(expected).matches()) {
            throw new Refusal.Invalid("sha256", "A SHA-256 is written as 64 lower-case hex digits.");
        }
        return new Upload(organisationId, bytes, expected, actor, now);
    }

    /** Somebody was at it. */
    public void touch(Instant now) {
        touchedAt = now;
    }

    /**
     * All bytes have arrived, and this is their hash: before they are moved into the store, so that a crash between the two is found out.
     *
     * @throws Refusal.Invalid when another hash was expected
     */
    public void arrived(String found) {
        if (expected != null && !expected.equals(found)) {
            throw new Refusal.Invalid(
                    "sha256",
                    "The bytes that arrived have the SHA-256 " + found + ", and " + expected
                            + " was expected: they are dropped. Begin another upload.");
        }
        sha256 = found;
    }

    /** The bytes are in the store. */
    public void complete(Instant now) {
        if (sha256 == null) {
            throw new IllegalStateException("the hash of upload " + publicId + " is not known");
        }
        state = UploadState.COMPLETE;
        touchedAt = now;
    }

    public long id() {
        return id;
    }

    public UUID publicId() {
        return publicId;
    }

    public long organisationId() {
        return organisationId;
    }

    public long bytes() {
        return bytes;
    }

    /** As it was found; null while bytes are missing. */
    public @Nullable String sha256() {
        return sha256;
    }

    public @Nullable String expected() {
        return expected;
    }

    public UploadState state() {
        return state;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant touchedAt() {
        return touchedAt;
    }
}
