package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Downloads;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.service.ArtifactDownloads;
import org.modelyard.registry.service.BroughtArtifacts;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.store.ByteRange;

/** The part of a version's page that hands its files out, and takes those which people lay beside it. */
@Named
@RequestScoped
public class VersionFiles {

    @Inject
    private BroughtArtifacts artifacts;

    @Inject
    private ArtifactDownloads downloads;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String version = "";
    private @Nullable String kind;
    private @Nullable Part file;

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        version = Links.parameter("version");
    }

    /** The upload is a file on the server's disk by now, so its size costs no memory. */
    public void bring() {
        boolean kept = Notices.attempt(() -> {
            Part brought = file;
            if (brought == null || brought.getSize() == 0) {
                throw new Refusal.Invalid("file", "Choose a file that is not empty.");
            }
            try (InputStream content = brought.getInputStream()) {
                artifacts.put(viewer.caller(), model, version, kind == null ? "" : kind.strip(), content, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        if (kept) {
            Notices.done("Kept beside the version, under its SHA-256.");
            Links.go("/console/models/" + model + "/versions/" + version);
        }
    }

    /**
     * Sends the file in place of the page; no byte of it that was not verified.
     *
     * @param wanted the artifact's kind
     */
    public void download(String wanted) {
        Notices.attempt(() -> {
            ModelVersionView.ArtifactView found = downloads.find(viewer.caller(), model, version, wanted);
            try (InputStream content =
                    downloads.open(viewer.caller(), model, version, found, ByteRange.whole(found.bytes()))) {
                Downloads.send(
                        new Downloads.File(
                                ArtifactKind.fileName(model, version, wanted),
                                ArtifactKind.isJson(wanted) ? "application/json" : "application/octet-stream",
                                found.bytes(),
                                Map.of("X-Artifact-SHA256", found.sha256())),
                        content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    public String getKinds() {
        return String.join(", ", ArtifactKind.BROUGHT);
    }

    public @Nullable String getKind() {
        return kind;
    }

    public void setKind(@Nullable String kind) {
        this.kind = kind;
    }

    public @Nullable Part getFile() {
        return file;
    }

    public void setFile(@Nullable Part file) {
        this.file = file;
    }
}
