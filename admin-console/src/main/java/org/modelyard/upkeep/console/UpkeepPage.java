package org.modelyard.upkeep.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.upkeep.model.Finding;
import org.modelyard.upkeep.model.UpkeepKind;
import org.modelyard.upkeep.service.UpkeepView;
import org.modelyard.upkeep.service.Upkeeps;

/** Clean-ups and archivings, newest first, and what the one that the address names found. */
@Named
@RequestScoped
public class UpkeepPage {

    private static final String HOME = "/console/upkeep";
    private static final int ROWS = 10;
    private static final int FINDINGS = 200;

    @Inject
    private Upkeeps upkeeps;

    @Inject
    private Viewer viewer;

    private @Nullable String cleanUp;
    private @Nullable String archiving;
    private @Nullable UpkeepView shown;
    private List<UpkeepView> cleanUps = List.of();
    private List<UpkeepView> archivings = List.of();
    private boolean snapshots;

    @PostConstruct
    void fromRequest() {
        cleanUp = Links.optional("cleanUp");
        archiving = Links.optional("archiving");
    }

    public void load() {
        PageRequest page = PageRequest.of(ROWS, null);
        cleanUps = upkeeps.list(viewer.caller(), UpkeepKind.CLEAN_UP, page).items();
        archivings = upkeeps.list(viewer.caller(), UpkeepKind.ARCHIVING, page).items();
        if (cleanUp != null) {
            shown = upkeeps.get(viewer.caller(), UpkeepKind.CLEAN_UP, Ids.parse("clean-up", cleanUp));
        } else if (archiving != null) {
            shown = upkeeps.get(viewer.caller(), UpkeepKind.ARCHIVING, Ids.parse("archiving", archiving));
        }
    }

    public void tellCleanUp() {
        start(UpkeepKind.CLEAN_UP, true);
    }

    public void cleanUp() {
        start(UpkeepKind.CLEAN_UP, false);
    }

    public void tellArchiving() {
        start(UpkeepKind.ARCHIVING, true);
    }

    public void archive() {
        start(UpkeepKind.ARCHIVING, false);
    }

    private void start(UpkeepKind kind, boolean dryRun) {
        Notices.attempt(() -> {
            UpkeepView made = upkeeps.request(
                    viewer.caller(), new Upkeeps.NewUpkeep(kind, dryRun, kind == UpkeepKind.CLEAN_UP && snapshots));
            Notices.done(dryRun ? "It looks what would go, and changes nothing." : "It is at work.");
            Links.go(HOME + (kind == UpkeepKind.CLEAN_UP ? "?cleanUp=" : "?archiving=") + made.id());
        });
    }

    public @Nullable UpkeepView getShown() {
        return shown;
    }

    /** The first of what it found. */
    public List<Finding> getFindings() {
        return shown == null
                ? List.of()
                : shown.items().stream().limit(FINDINGS).toList();
    }

    public boolean isAtWork() {
        return shown != null && shown.endedAt() == null;
    }

    public List<UpkeepView> getCleanUps() {
        return cleanUps;
    }

    public List<UpkeepView> getArchivings() {
        return archivings;
    }

    public @Nullable String getCleanUpId() {
        return cleanUp;
    }

    public @Nullable String getArchivingId() {
        return archiving;
    }

    public boolean isSnapshots() {
        return snapshots;
    }

    public void setSnapshots(boolean snapshots) {
        this.snapshots = snapshots;
    }
}
