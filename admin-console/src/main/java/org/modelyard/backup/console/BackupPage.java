package org.modelyard.backup.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.backup.service.BackupFiles;
import org.modelyard.backup.service.BackupView;
import org.modelyard.backup.service.Backups;
import org.modelyard.backup.service.ServerKeeper;
import org.modelyard.backup.service.VerificationJob;
import org.modelyard.platform.console.Downloads;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;

/** Backups, newest first; the one that the address names can be verified and deleted. */
@Named
@RequestScoped
public class BackupPage {

    private static final String HOME = "/console/upkeep";
    private static final int ROWS = 10;

    @Inject
    private Backups backups;

    @Inject
    private VerificationJob verification;

    @Inject
    private BackupFiles files;

    @Inject
    private ServerKeeper keeper;

    @Inject
    private Viewer viewer;

    private @Nullable String chosen;
    private @Nullable String cursor;
    private @Nullable BackupView backup;
    private @Nullable Page<BackupView> page;
    private boolean inferences;

    @PostConstruct
    void fromRequest() {
        chosen = Links.optional("backup");
        cursor = Links.optional("backups");
    }

    /** Other administrators have the page for what else is on it; a backup that the address names is refused to them by the service. */
    public void load() {
        page = isKeeper() || cursor != null
                ? backups.list(viewer.caller(), PageRequest.of(ROWS, cursor))
                : new Page<>(List.of(), null);
        backup = chosen == null ? null : backups.get(viewer.caller(), Ids.parse("backup", chosen));
    }

    public void make() {
        Notices.attempt(() -> {
            BackupView made = backups.request(viewer.caller(), inferences);
            Notices.done("A backup is being made; the server works on meanwhile.");
            Links.go(HOME + "?backup=" + made.id());
        });
    }

    public void verify() {
        Notices.attempt(() -> {
            long execution = verification
                    .submit(viewer.caller(), Ids.parse("backup", String.valueOf(chosen)))
                    .executionId();
            Notices.done("Execution " + execution + " reads every byte of the archive again.");
            Links.go(HOME + "?backup=" + chosen);
        });
    }

    /** Sends the archive in place of the page, once all of its bytes were verified; written to the audit. */
    public void download() {
        Notices.attempt(() -> {
            BackupView wanted = backups.download(viewer.caller(), Ids.parse("backup", String.valueOf(chosen)));
            try (InputStream content = files.open(wanted)) {
                Downloads.send(
                        new Downloads.File(
                                Objects.requireNonNull(wanted.file()),
                                "application/zip",
                                Objects.requireNonNull(wanted.bytes()),
                                Map.of("X-Archive-SHA256", Objects.requireNonNull(wanted.sha256()))),
                        content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    public void delete() {
        Notices.attempt(() -> {
            Notices.done(backups.delete(viewer.caller(), Ids.parse("backup", String.valueOf(chosen)))
                    .map(left -> "The backup is forgotten. Its archive may be left on the disk of the node " + left
                            + ", which is gone.")
                    .orElse("The backup and its archive are gone."));
            Links.go(HOME);
        });
    }

    /** Whether the viewer keeps the server, and backups with it. */
    public boolean isKeeper() {
        return keeper.keeps(viewer.caller());
    }

    /** Whether a backup is chosen; also before it is read, so that a posted button counts. */
    public boolean isChoosing() {
        return backup != null || page == null;
    }

    /** Whether one of them has not ended. */
    public boolean isAtWork() {
        return Optional.ofNullable(page).stream()
                .flatMap(shown -> shown.items().stream())
                .anyMatch(one -> one.endedAt() == null);
    }

    /** The newest that is whole, of this page; null when there is none. */
    public @Nullable BackupView getNewest() {
        return Optional.ofNullable(page).stream()
                .flatMap(shown -> shown.items().stream())
                .filter(one -> one.sha256() != null && one.damage() == null)
                .findFirst()
                .orElse(null);
    }

    /** Where the chosen one's archive lies; empty before it is complete. */
    public String getPlace() {
        return backup == null ? "" : files.place(backup);
    }

    public @Nullable BackupView getBackup() {
        return backup;
    }

    public @Nullable Page<BackupView> getPage() {
        return page;
    }

    public @Nullable String getChosen() {
        return chosen;
    }

    public boolean isInferences() {
        return inferences;
    }

    public void setInferences(boolean inferences) {
        this.inferences = inferences;
    }
}
