package org.modelyard.rollout.entity;

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
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.rollout.model.RolloutJson;
import org.modelyard.rollout.model.RolloutMetric;
import org.modelyard.rollout.model.RolloutVerdict;

/** What was said of a candidate at one time. Never changed: when more is known, a further one follows. */
@Entity
@Table(name = "rollout_verdict")
public class StoredVerdict {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "rollout_verdict_seq")
    @SequenceGenerator(name = "rollout_verdict_seq", sequenceName = "rollout_verdict_seq", allocationSize = 50)
    private long id;

    @Column(name = "rollout_id")
    private long rolloutId;

    @Enumerated(EnumType.STRING)
    private RolloutMetric metric;

    private String outcome;
    private String words;
    private String numbers;

    @Convert(converter = InstantColumn.class)
    @Column(name = "judged_at")
    private Instant judgedAt;

    @SuppressWarnings("NullAway.Init")
    protected StoredVerdict() {}

    public static StoredVerdict of(Rollout rollout, RolloutVerdict verdict, Instant now) {
        StoredVerdict stored = new StoredVerdict();
        stored.rolloutId = rollout.id();
        stored.metric = verdict.metric();
        stored.outcome = verdict.code();
        stored.words = verdict.words();
        stored.numbers = RolloutJson.write(verdict.numbers());
        stored.judgedAt = now;
        return stored;
    }

    /** Internal. */
    public long rolloutId() {
        return rolloutId;
    }

    public RolloutMetric metric() {
        return metric;
    }

    /** PASS, FAIL, INCONCLUSIVE. */
    public String outcome() {
        return outcome;
    }

    public String words() {
        return words;
    }

    public RolloutVerdict.Numbers numbers() {
        return RolloutJson.numbers(numbers);
    }

    public Instant judgedAt() {
        return judgedAt;
    }
}
