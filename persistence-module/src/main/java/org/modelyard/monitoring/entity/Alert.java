package org.modelyard.monitoring.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.model.AlertState;
import org.modelyard.monitoring.model.CoolDown;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Sha256;

/**
 * Something that a person should know of. OPEN until somebody acknowledges it. The same cause seen again counts on the
 * alert that there is; it opens a new one when the last was acknowledged and its cool-down is over, or it became worse.
 */
@Entity
@Table(name = "alert")
public class Alert {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "alert_seq")
    @SequenceGenerator(name = "alert_seq", sequenceName = "alert_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Column(name = "organisation_id")
    private long organisationId;

    @Enumerated(EnumType.STRING)
    private Severity severity;

    @Enumerated(EnumType.STRING)
    private AlertState state;

    private String kind;
    private String subject;
    private String title;

    @Lob
    private String detail;

    private String dedupe;

    @Column(name = "open_cause")
    private @Nullable String openCause;

    @Convert(converter = InstantColumn.class)
    @Column(name = "raised_at")
    private Instant raisedAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "rung_at")
    private Instant rungAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    private long occurrences;

    @Column(name = "acknowledged_by")
    private @Nullable String acknowledgedBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "acknowledged_at")
    private @Nullable Instant acknowledgedAt;

    @SuppressWarnings("NullAway.Init")
    protected Alert() {}

    /**
     * What was seen. The same organisation, kind and subject is the same cause.
     *
     * @param kind e.g. {@code DRIFT}
     */
    public record Cause(long organisationId, String kind, String subject) {

        /** SHA-256 of the cause, hex. */
        public String dedupe() {
            return Sha256.hex((kind + '\n' + subject).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** How it looked this time. */
    public record Sight(Severity severity, String title, String detail) {}

    public static Alert raise(Cause cause, Sight sight, Instant now) {
        Alert alert = new Alert();
        alert.publicId = Ids.next();
        alert.organisationId = cause.organisationId();
        alert.state = AlertState.OPEN;
        alert.kind = cause.kind();
        alert.subject = cause.subject();
        alert.dedupe = cause.dedupe();
        alert.openCause = cause.organisationId() + "/" + alert.dedupe;
        alert.raisedAt = now;
        alert.ring(sight, now);
        alert.lastSeenAt = now;
        alert.occurrences = 1;
        return alert;
    }

    /**
     * Its cause was seen again. An open alert takes on what was seen when it is worse, or when the cool-down is over.
     *
     * @return false when a new alert must be raised instead of this one
     */
    public boolean seenAgain(Sight sight, CoolDown coolDown, Instant now) {
        boolean due = coolDown.permits(new CoolDown.Raised(rungAt, severity), sight.severity(), now);
        if (due && state == AlertState.ACKNOWLEDGED) {
            return false;
        }
        if (due) {
            ring(sight, now);
        }
        lastSeenAt = now;
        occurrences++;
        return true;
    }

    /** Somebody has seen to it; the first one counts. */
    public void acknowledge(String by, Instant now) {
        if (state == AlertState.OPEN) {
            state = AlertState.ACKNOWLEDGED;
            openCause = null;
            acknowledgedBy = by;
            acknowledgedAt = now;
        }
    }

    private void ring(Sight sight, Instant now) {
        severity = sight.severity();
        title = sight.title();
        detail = sight.detail();
        rungAt = now;
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

    public Severity severity() {
        return severity;
    }

    public AlertState state() {
        return state;
    }

    public String kind() {
        return kind;
    }

    public String subject() {
        return subject;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return detail;
    }

    public Instant raisedAt() {
        return raisedAt;
    }

    public Instant lastSeenAt() {
        return lastSeenAt;
    }

    /** How often its cause was seen. */
    public long occurrences() {
        return occurrences;
    }

    public @Nullable String acknowledgedBy() {
        return acknowledgedBy;
    }

    public @Nullable Instant acknowledgedAt() {
        return acknowledgedAt;
    }
}
