package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.VersionEdits;

/** What people say of a version: description, change log, tags. A change of what another has changed meanwhile is refused once. */
@Named
@RequestScoped
public class VersionWordsForm {

    @Inject
    private VersionEdits edits;

    @Inject
    private VersionPage page;

    @Inject
    private Viewer viewer;

    private String description = "";
    private String changeLog = "";
    private String tags = "";
    private long seen;

    @PostConstruct
    void fromRequest() {
        ModelVersionView version = page.getVersion();
        if (version != null) {
            show(version);
        }
    }

    void show(ModelVersionView version) {
        description = Objects.requireNonNullElse(version.said().description(), "");
        changeLog = Objects.requireNonNullElse(version.said().changeLog(), "");
        tags = String.join(", ", version.tags());
        seen = version.said().changes();
    }

    /** Where it is refused, what was typed stays; what the page shows above it is of now, and so is what another try goes out from. */
    public void say() {
        boolean kept = Notices.attempt(() -> {
            show(edits.say(viewer.caller(), page.getModel(), page.getNumber(), words(), seen));
            Notices.done("Kept.");
            page.load();
        });
        ModelVersionView now = page.getVersion();
        if (!kept && now != null && now.said().changes() != seen) {
            seen = now.said().changes();
            Notices.error(
                    "What it says by now stands above. Nothing was overwritten; 'Keep this' again would do that.");
        }
    }

    VersionEdits.Words words() {
        return new VersionEdits.Words(
                description,
                changeLog,
                Stream.of(tags.split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList());
    }

    public String getDescription() {
        return description;
    }

    /** @param description null where the field is empty: then it is taken away */
    public void setDescription(@Nullable String description) {
        this.description = Objects.requireNonNullElse(description, "");
    }

    public String getChangeLog() {
        return changeLog;
    }

    /** @param changeLog null where the field is empty: then it is taken away */
    public void setChangeLog(@Nullable String changeLog) {
        this.changeLog = Objects.requireNonNullElse(changeLog, "");
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
