package org.modelyard.serving.entity;

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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Times;

/** A place where at most one deployment of each model serves. */
@Entity
@Table(name = "environment")
public class Environment {

    public static final String PRODUCTION = "production";

    /** There from the start, in the order of a model's way. */
    public static final List<String> STANDARD = List.of("development", "staging", PRODUCTION);

    private static final int LONGEST_NOTE = 2_000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "environment_seq")
    @SequenceGenerator(name = "environment_seq", sequenceName = "environment_seq", allocationSize = 50)
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    private String name;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "frozen_from")
    private @Nullable Instant frozenFrom;

    @Convert(converter = InstantColumn.class)
    @Column(name = "frozen_until")
    private @Nullable Instant frozenUntil;

    @Column(name = "frozen_note")
    private @Nullable String frozenNote;

    @Convert(converter = InstantColumn.class)
    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    /** See {@link org.modelyard.registry.model.EnvironmentPolicy}, as JSON. */
    @Lob
    private @Nullable String policy;

    @SuppressWarnings("NullAway.Init")
    protected Environment() {}

    private Environment(long organisationId, String name, Instant now) {
        this.organisationId = organisationId;
        this.name = name;
        this.createdAt = now;
    }

    public static Environment open(long organisationId, String name, Instant now) {
        return new Environment(organisationId, Names.require("environment", name), now);
    }

    /** Whether it is there from the start, and stays. */
    public boolean standard() {
        return STANDARD.contains(name);
    }

    /**
     * Takes nothing any more and is seen no more, but for what served in it. Its freeze and its policy end with it.
     *
     * @throws Refusal.Conflict for one that is there from the start
     */
    public void close(Instant now) {
        if (standard()) {
            throw new Refusal.Conflict("The environment '" + name + "' is one of " + String.join(", ", STANDARD)
                    + ", which every organisation has; it cannot be removed.");
        }
        thaw();
        policy = null;
        closedAt = now;
    }

    /** There again after it was closed. */
    public void reopen() {
        closedAt = null;
    }

    /** Whether it was removed. */
    public boolean closed() {
        return closedAt != null;
    }

    /**
     * No version comes in between these times; what was asked for before is taken back by {@link #thaw}.
     *
     * @throws Refusal.Invalid when the time ends before it begins, or in no year that a database knows
     */
    public void freeze(Instant from, Instant until, String note) {
        if (!Times.require("from", from).isBefore(Times.require("until", until))) {
            throw new Refusal.Invalid("until", "A freeze ends after it begins.");
        }
        if (note.length() > LONGEST_NOTE) {
            throw new Refusal.Invalid("note", "A note has at most " + LONGEST_NOTE + " characters.");
        }
        frozenFrom = from;
        frozenUntil = until;
        frozenNote = note;
    }

    public void thaw() {
        frozenFrom = null;
        frozenUntil = null;
        frozenNote = null;
    }

    /** What versions of all models must fulfil before they serve here; null for nothing beyond their models' policies. */
    public void govern(@Nullable String policy) {
        this.policy = policy;
    }

    public @Nullable String policy() {
        return policy;
    }

    /** Why no version may come in now; empty when it may. Going back to one is always allowed. */
    public Optional<String> frozen(Instant now) {
        Instant from = frozenFrom;
        Instant until = frozenUntil;
        if (from == null || until == null || now.isBefore(from) || !now.isBefore(until)) {
            return Optional.empty();
        }
        String note = frozenNote == null || frozenNote.isBlank() ? "" : " (" + frozenNote + ")";
        return Optional.of("The environment " + name + " is frozen until " + until + note
                + ": nothing is deployed or rolled out before. Rolling back is allowed.");
    }

    public @Nullable Instant frozenFrom() {
        return frozenFrom;
    }

    public @Nullable Instant frozenUntil() {
        return frozenUntil;
    }

    public @Nullable String frozenNote() {
        return frozenNote;
    }

    public long id() {
        return id;
    }

    public long organisationId() {
        return organisationId;
    }

    public String name() {
        return name;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
