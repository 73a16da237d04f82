package org.modelyard.upkeep.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.entity.QueuedWork;
import org.modelyard.upkeep.model.UpkeepKind;
import org.modelyard.upkeep.model.UpkeepReport;

/** A clean-up or an archiving that somebody, or the timer, asked for; or only a list of what it would do. */
@Entity
@Table(name = "upkeep")
public class Upkeep extends QueuedWork {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "upkeep_seq")
    @SequenceGenerator(name = "upkeep_seq", sequenceName = "upkeep_seq", allocationSize = 50)
    private long id;

    @Enumerated(EnumType.STRING)
    private UpkeepKind kind;

    @Column(name = "dry_run")
    private boolean dryRun;

    private boolean snapshots;

    @Column(name = "found_count")
    private @Nullable Long count;

    @Column(name = "found_bytes")
    private @Nullable Long bytes;

    @Lob
    private @Nullable String document;

    @SuppressWarnings("NullAway.Init")
    protected Upkeep() {}

    private Upkeep(long organisationId, UpkeepKind kind, boolean dryRun, boolean snapshots, String by, Instant now) {
        super(organisationId, by, now);
        this.kind = kind;
        this.dryRun = dryRun;
        this.snapshots = snapshots;
    }

    /**
     * @param dryRun only tell what it would do
     * @param snapshots whether snapshots that nothing refers to go too
     */
    public static Upkeep queue(
            long organisationId, UpkeepKind kind, boolean dryRun, boolean snapshots, String by, Instant now) {
        return new Upkeep(organisationId, kind, dryRun, snapshots, by, now);
    }

    /** Of no effect when it was complete already. */
    public void complete(UpkeepReport report, Instant now) {
        if (complete(now)) {
            count = report.count();
            bytes = report.bytes();
            document = report.toJson();
        }
    }

    public long id() {
        return id;
    }

    public UpkeepKind kind() {
        return kind;
    }

    public boolean dryRun() {
        return dryRun;
    }

    public boolean snapshots() {
        return snapshots;
    }

    /** Null before it is complete, as the rest. */
    public @Nullable Long count() {
        return count;
    }

    public @Nullable Long bytes() {
        return bytes;
    }

    public @Nullable UpkeepReport report() {
        return document == null ? null : UpkeepReport.fromJson(document);
    }
}
