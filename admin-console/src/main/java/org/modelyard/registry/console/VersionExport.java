package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.export.ExportFormat;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.service.ArtifactDownloads;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.VersionExports;
import org.modelyard.registry.service.VersionFormat;
import org.modelyard.registry.store.ByteRange;

/** The part of a version's page that writes it in forms that other programs read. */
@Named
@RequestScoped
public class VersionExport {

    @Inject
    private VersionExports exports;

    @Inject
    private ArtifactDownloads downloads;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String version = "";
    private @Nullable List<VersionFormat> formats;

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
        version = Links.parameter("version");
    }

    public void write(String format) {
        Notices.attempt(() -> exports.export(viewer.caller(), model, version, format));
        formats = null;
    }

    /** Sends the file in place of the page. */
    public void download(String format) {
        Notices.attempt(() -> send(ArtifactKind.export(ExportFormat.of(format)), ExportFormat.of(format)));
    }

    private void send(String kind, ExportFormat format) {
        ModelVersionView.ArtifactView found = downloads.find(viewer.caller(), model, version, kind);
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext answer = faces.getExternalContext();
        try (InputStream content =
                downloads.open(viewer.caller(), model, version, found, ByteRange.whole(found.bytes()))) {
            answer.responseReset();
            answer.setResponseContentType(format.mediaType());
            answer.setResponseHeader("Content-Length", Long.toString(found.bytes()));
            answer.setResponseHeader(
                    "Content-Disposition",
                    "attachment; filename=\"" + ArtifactKind.fileName(model, version, kind) + "\"");
            content.transferTo(answer.getResponseOutputStream());
            faces.responseComplete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every format that there is, also those that this version cannot have. */
    public List<VersionFormat> getFormats() {
        if (formats == null) {
            formats = List.of();
            Notices.attempt(() -> formats = exports.formats(viewer.caller(), model, version));
        }
        return formats;
    }
}
