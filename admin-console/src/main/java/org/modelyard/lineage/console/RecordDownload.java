package org.modelyard.lineage.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.modelyard.lineage.model.CanonicalJson;
import org.modelyard.lineage.service.VersionRecords;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;

/** The record of a version as a file. */
@Named
@RequestScoped
public class RecordDownload {

    @Inject
    private VersionRecords records;

    @Inject
    private Viewer viewer;

    /** Sends the file in place of the page. */
    public void send() {
        String model = Links.parameter("model");
        String version = Links.parameter("version");
        Notices.attempt(() -> send(model + "-" + version, records.of(viewer.caller(), model, version)));
    }

    private static void send(String name, CanonicalJson.Sealed record) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext answer = faces.getExternalContext();
        try {
            answer.responseReset();
            answer.setResponseContentType("application/json");
            answer.setResponseHeader("Content-Length", Integer.toString(record.bytes().length));
            answer.setResponseHeader("X-Record-SHA256", record.sha256());
            answer.setResponseHeader("Content-Disposition", "attachment; filename=\"" + name + "-record.json\"");
            answer.getResponseOutputStream().write(record.bytes());
            faces.responseComplete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
