package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.Map;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.registry.service.VersionDeclarations.NewDeclaration;
import org.modelyard.registry.store.StoredArtifact;

/** Versions made of files that were uploaded. */
@ApplicationScoped
public class VersionImports {

    @Inject
    private Uploads uploads;

    @Inject
    private IntactFiles files;

    @Inject
    private VersionDeclarations declarations;

    @Inject
    private ImportTrials trials;

    /**
     * Takes in a file that comes as one stream, to {@link #register} it afterwards. It stays as an upload, so that whoever has to correct what was
     * said of it need not send it again.
     *
     * @param bytes that the stream has
     * @param content is not closed
     * @return the upload's id
     * @throws Refusal.Invalid when it is empty or too large to be imported
     * @throws Refusal.Unavailable when there is no room for it
     */
    public String take(Caller caller, long bytes, InputStream content) {
        caller.require(Role.OPERATOR);
        ImportSize.require("import.upload", bytes);
        return uploads.whole(caller, bytes, content).id().toString();
    }

    /**
     * A version of what was declared: with a file one that can be served, else a record of a model that lives elsewhere.
     *
     * @throws Refusal.Invalid when a part is missing or wrong, or the file is not taken
     * @throws Refusal.Conflict when the upload is not finished, or the model answers another kind of question
     * @throws Refusal.Unavailable when others are being imported
     */
    public ModelVersionView register(Caller caller, String model, NewDeclaration wanted) {
        caller.require(Role.OPERATOR);
        ImportWish wish = wanted.imported();
        Map<String, Object> scorer = wanted.scorer();
        if (scorer != null) {
            return declarations.declareScorer(caller, model, wanted, scorer);
        }
        if (wish == null) {
            return declarations.declare(caller, model, wanted);
        }
        StoredArtifact file = uploaded(caller, wish);
        IntactFiles.Place place =
                new IntactFiles.Place(caller.organisationId(), "upload/" + wish.upload(), "The upload");
        return trials.inTurn(() -> declarations.bringIn(caller, model, null, wanted, files.read(place, file.sha256())));
    }

    /**
     * The file that is to be imported.
     *
     * @throws Refusal.Invalid when none is named, or it is too large
     * @throws Refusal.Conflict when the upload is not finished
     */
    StoredArtifact uploaded(Caller caller, ImportWish wish) {
        if (wish.upload() == null) {
            throw new Refusal.Invalid("import.upload", "Say the id of the upload that holds the file: POST /uploads.");
        }
        StoredArtifact file = uploads.file(caller, Ids.parse("upload", wish.upload()));
        ImportSize.require("import.upload", file.bytes());
        return file;
    }
}
