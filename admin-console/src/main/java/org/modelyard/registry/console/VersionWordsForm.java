package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.VersionEdits;

/** What people say of a version: description, change log, tags. A change of what another has changed meanwhile is refused once. */
@Named
@RequestScoped
public class VersionWordsForm extends SaidWords {

    @Inject
    private VersionEdits edits;

    @Inject
    private VersionPage page;

    @Inject
    private Viewer viewer;

    private String changeLog = "";

    @PostConstruct
    void fromRequest() {
        ModelVersionView version = page.getVersion();
        if (version != null) {
            show(version);
        }
    }

    void show(ModelVersionView version) {
        show(version.said().description(), version.tags(), version.said().changes());
        changeLog = Objects.requireNonNullElse(version.said().changeLog(), "");
    }

    /** Where it is refused, what was typed stays; what the page shows above it is of now, and so is what another try goes out from. */
    public void say() {
        boolean kept = Notices.attempt(() -> {
            show(edits.say(viewer.caller(), page.getModel(), page.getNumber(), words(), getSeen()));
            Notices.done("Kept.");
            page.load();
        });
        ModelVersionView now = page.getVersion();
        if (!kept && now != null && now.said().changes() != getSeen()) {
            setSeen(now.said().changes());
            Notices.error(
                    "What it says by now stands above. Nothing was overwritten; 'Keep this' again would do that.");
        }
    }

    VersionEdits.Words words() {
        return new VersionEdits.Words(getDescription(), changeLog, tagList());
    }

    public String getChangeLog() {
        return changeLog;
    }

    /** @param changeLog null where the field is empty: then it is taken away */
    public void setChangeLog(@Nullable String changeLog) {
        this.changeLog = Objects.requireNonNullElse(changeLog, "");
    }
}
