package org.modelyard.lineage.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.modelyard.lineage.model.CanonicalJson;
import org.modelyard.lineage.service.VersionRecords;
import org.modelyard.platform.console.Downloads;
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
        byte[] bytes = record.bytes();
        Downloads.send(
                new Downloads.File(
                        name + "-record.json",
                        "application/json",
                        bytes.length,
                        Map.of("X-Record-SHA256", record.sha256())),
                new ByteArrayInputStream(bytes));
    }
}
