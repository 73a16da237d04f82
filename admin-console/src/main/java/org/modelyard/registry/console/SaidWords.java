package org.modelyard.registry.console;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Typed;

/** What people say of models and of versions alike, as a form has it, with the stamp of what its page has shown. */
public abstract class SaidWords {

    private String description = "";
    private String tags = "";
    private long seen;

    /**
     * The words as they are now.
     *
     * @param changes the stamp that a change goes out from
     */
    void show(@Nullable String said, List<String> words, long changes) {
        description = Objects.requireNonNullElse(said, "");
        tags = together(words);
        seen = changes;
    }

    static String together(List<String> words) {
        return String.join(", ", words);
    }

    List<String> tagList() {
        return Typed.list(tags);
    }

    public String getDescription() {
        return description;
    }

    /** @param description null where the field is empty: then it is taken away */
    public void setDescription(@Nullable String description) {
        this.description = Objects.requireNonNullElse(description, "");
    }

    public String getTags() {
        return tags;
    }

    /** @param tags with commas between them; null where the field is empty: then there are none */
    public void setTags(@Nullable String tags) {
        this.tags = Objects.requireNonNullElse(tags, "");
    }

    public long getSeen() {
        return seen;
    }

    public void setSeen(long seen) {
        this.seen = seen;
    }
}
