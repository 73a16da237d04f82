package org.modelyard.registry.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Lob;
import org.jspecify.annotations.Nullable;

/** What people say of a version: free to change, and of no consequence for what it answers. */
@Embeddable
public class VersionWords {

    @Lob
    private @Nullable String description;

    @Lob
    @Column(name = "change_log")
    private @Nullable String changeLog;

    @Lob
    private String tags;

    /** Of a model that lives elsewhere: its size, architecture and place, as JSON. */
    @Lob
    private @Nullable String declared;

    @Column(name = "created_by")
    private @Nullable String createdBy;

    @SuppressWarnings("NullAway.Init")
    protected VersionWords() {}

    /** @param tags array of strings, as JSON */
    VersionWords(String tags) {
        this.tags = tags;
    }

    /** Said when it is registered. */
    public void begin(String actor, @Nullable String changeLog, @Nullable String declared) {
        this.createdBy = actor;
        this.changeLog = changeLog;
        this.declared = declared;
    }

    /** Each takes the place of what was said before. */
    public void say(@Nullable String description, @Nullable String changeLog, String tags) {
        this.description = description;
        this.changeLog = changeLog;
        this.tags = tags;
    }

    /** Markdown. */
    public @Nullable String description() {
        return description;
    }

    /** What is new in it, Markdown. */
    public @Nullable String changeLog() {
        return changeLog;
    }

    /** Array of strings, as JSON. */
    public String tags() {
        return tags;
    }

    public @Nullable String declared() {
        return declared;
    }

    /** Who made it; null in versions that are older than this column. */
    public @Nullable String createdBy() {
        return createdBy;
    }
}
