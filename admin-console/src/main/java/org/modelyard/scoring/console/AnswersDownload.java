package org.modelyard.scoring.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import org.modelyard.platform.console.Downloads;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.scoring.service.ScoringFiles;

/** The answers of a scoring as a file. */
@Named
@RequestScoped
public class AnswersDownload {

    @Inject
    private ScoringFiles files;

    @Inject
    private Viewer viewer;

    /** Sends the file in place of the page. */
    public void send(UUID scoring) {
        Notices.attempt(() -> send(files.open(viewer.caller(), scoring)));
    }

    private static void send(ScoringFiles.File file) {
        try (InputStream content = file.content()) {
            Downloads.send(
                    new Downloads.File(
                            file.name(), file.mediaType(), file.bytes(), Map.of("ETag", "\"" + file.sha256() + "\"")),
                    content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
