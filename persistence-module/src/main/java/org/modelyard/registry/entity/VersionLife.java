package org.modelyard.registry.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.Stage;

/** The life of a version: its stage, what it was before it was put away, and what is to be used instead. */
@Embeddable
public class VersionLife {

    @Enumerated(EnumType.STRING)
    private Stage stage;

    @Enumerated(EnumType.STRING)
    @Column(name = "former_stage")
    private @Nullable Stage formerStage;

    @Column(name = "successor_text")
    private @Nullable String successor;

    @Convert(converter = InstantColumn.class)
    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    /** Only a clean-up writes it. */
    @Convert(converter = InstantColumn.class)
    @Column(name = "cleaned_at", insertable = false, updatable = false)
    private @Nullable Instant cleanedAt;

    @SuppressWarnings("NullAway.Init")
    protected VersionLife() {}

    VersionLife(Stage stage) {
        this.stage = stage;
    }

    /**
     * A draft that was put away meanwhile stays so, and comes back as what it was found to be.
     *
     * @return whether it was a draft, which is READY or REJECTED now
     */
    boolean examined(boolean passed) {
        Stage found = passed ? Stage.READY : Stage.REJECTED;
        if (stage == Stage.ARCHIVED && formerStage == Stage.DRAFT) {
            formerStage = found;
            return true;
        }
        boolean draft = stage == Stage.DRAFT;
        if (draft) {
            stage = found;
        }
        return draft;
    }

    /**
     * Where it is champion now; says nothing of a version that is deprecated.
     *
     * @param highest STAGING or PRODUCTION, or null: of neither
     */
    public void champion(@Nullable Stage highest) {
        if (stage.offered()) {
            stage = highest == null ? Stage.READY : highest;
        }
    }

    /**
     * @param successor number of the version to be used instead, or null when there is none yet
     * @throws Refusal.Conflict when it may not be served anyway
     */
    public void deprecate(@Nullable String successor) {
        if (!stage.answers()) {
            throw conflict("deprecated; only a version that may be served can be");
        }
        stage = Stage.DEPRECATED;
        this.successor = successor;
    }

    /** Whoever calls has made sure that it serves nowhere. */
    public void archive() {
        if (stage != Stage.ARCHIVED) {
            formerStage = stage.offered() ? Stage.READY : stage;
            stage = Stage.ARCHIVED;
        }
    }

    /**
     * Takes back, one at a time, that it was deleted, archived or deprecated.
     *
     * @param highest as in {@link #champion}
     * @throws Refusal.Conflict when it was none of these
     */
    public void restore(@Nullable Stage highest) {
        if (cleanedAt != null) {
            throw conflict("restored: a clean-up has taken its files on " + cleanedAt);
        } else if (deletedAt != null) {
            deletedAt = null;
        } else if (stage == Stage.ARCHIVED) {
            stage = formerStage == null ? Stage.READY : formerStage;
            formerStage = null;
        } else if (stage == Stage.DEPRECATED) {
            stage = Stage.READY;
            successor = null;
            champion(highest);
        } else {
            throw conflict("restored; only what was deleted, archived or deprecated can be");
        }
    }

    /** Seen no more until it is restored; its number is not given again. Whoever calls has made sure that it serves nowhere. */
    public void delete(Instant now) {
        deletedAt = now;
    }

    private Refusal.Conflict conflict(String what) {
        return new Refusal.Conflict("This version is " + stage + " and cannot be " + what + ".");
    }

    public Stage stage() {
        return stage;
    }

    /** Number of the version to be used instead. */
    public @Nullable String successor() {
        return successor;
    }

    /** Null unless it was deleted. */
    public @Nullable Instant deletedAt() {
        return deletedAt;
    }
}
