package org.modelyard.registry.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;

/** One look at every file that an organisation's rows refer to. */
@Entity
@Table(name = "scrub")
public class Scrub {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "scrub_seq")
    @SequenceGenerator(name = "scrub_seq", sequenceName = "scrub_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "created_by")
    private String createdBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "touched_at")
    private Instant touchedAt;

    @SuppressWarnings("NullAway.Init")
    protected Scrub() {}

    public static Scrub begin(long organisationId, String actor, Instant now) {
        Scrub scrub = new Scrub();
        scrub.publicId = Ids.next();
        scrub.organisationId = organisationId;
        scrub.createdBy = actor;
        scrub.createdAt = now;
        scrub.touchedAt = now;
        return scrub;
    }

    /** Somebody is at work on it. */
    public void touch(Instant now) {
        touchedAt = now;
    }

    /** Every file was looked at. */
    public void end(Instant now) {
        endedAt = now;
    }

    public long id() {
        return id;
    }

    public UUID publicId() {
        return publicId;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }
}
