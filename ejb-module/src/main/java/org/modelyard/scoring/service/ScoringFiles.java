package org.modelyard.scoring.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.registry.service.CheckedArtifacts;
import org.modelyard.registry.store.ByteRange;
import org.modelyard.scoring.model.AnswerFormat;

/** The files of scorings. Holds no connection while they are read. */
@ApplicationScoped
public class ScoringFiles {

    @Inject
    private Scorings scorings;

    @Inject
    private CheckedArtifacts checked;

    /**
     * A file, to be closed.
     *
     * @param name for whoever keeps it
     */
    public record File(String name, String mediaType, String sha256, long bytes, InputStream content) {}

    /**
     * No byte is given that was not verified.
     *
     * @throws Refusal.Conflict when it is not complete, or its file is damaged
     */
    public File open(Caller caller, UUID id) {
        ScoringView scoring = scorings.get(caller, id);
        String sha256 = scoring.sha256();
        Long bytes = scoring.bytes();
        if (sha256 == null || bytes == null) {
            throw new Refusal.Conflict("The scoring " + id + " is " + scoring.state() + ": it has no file yet.");
        }
        AnswerFormat format = AnswerFormat.of(scoring.format());
        return new File(
                scoring.model() + "-" + scoring.version() + "-"
                        + (scoring.dataset() == null ? "file" : scoring.dataset()) + "." + format.code(),
                format.mediaType(),
                sha256,
                bytes,
                checked.open(
                        new IntactFiles.Place(
                                caller.organisationId(), "model/" + scoring.model(), "The file of scoring " + id),
                        sha256,
                        bytes,
                        ByteRange.whole(bytes)));
    }
}
