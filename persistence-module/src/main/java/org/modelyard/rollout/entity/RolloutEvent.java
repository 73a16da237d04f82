package org.modelyard.rollout.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.model.Texts;

/** Something that happened to a rollout, and the candidate's share from then on. Never changed. */
@Entity
@Table(name = "rollout_event")
public class RolloutEvent {

    private static final int LONGEST = 2_000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "rollout_event_seq")
    @SequenceGenerator(name = "rollout_event_seq", sequenceName = "rollout_event_seq", allocationSize = 50)
    private long id;

    @Column(name = "rollout_id")
    private long rolloutId;

    private String kind;

    @Column(name = "share_buckets")
    private int buckets;

    private String words;

    @Column(name = "happened_by")
    private String happenedBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "happened_at")
    private Instant happenedAt;

    @SuppressWarnings("NullAway.Init")
    protected RolloutEvent() {}

    /**
     * @param kind e.g. {@code ADVANCED}
     * @param buckets the candidate's share from now on, in ten-thousandths
     */
    public static RolloutEvent of(Rollout rollout, String kind, int buckets, String words, String by, Instant now) {
        RolloutEvent event = new RolloutEvent();
        event.rolloutId = rollout.id();
        event.kind = kind;
        event.buckets = buckets;
        event.words = Texts.cut(words, LONGEST);
        event.happenedBy = by;
        event.happenedAt = now;
        return event;
    }

    /** Internal. */
    public long rolloutId() {
        return rolloutId;
    }

    public String kind() {
        return kind;
    }

    public int buckets() {
        return buckets;
    }

    public String words() {
        return words;
    }

    public String happenedBy() {
        return happenedBy;
    }

    public Instant happenedAt() {
        return happenedAt;
    }
}
