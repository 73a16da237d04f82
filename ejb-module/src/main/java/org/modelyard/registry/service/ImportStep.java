package org.modelyard.registry.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.UUID;
import org.modelyard.batch.service.WorkStep;
import org.modelyard.platform.service.IntactFiles;

/**
 * The one step of the job {@code version-import}. The version and the import's end are one transaction: killed before, it begins again;
 * killed behind, it finds nothing to do.
 */
@Named("importStep")
@Dependent
public class ImportStep extends WorkStep {

    /** Others are imported one by one, each for minutes at the most. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String imported;

    @Inject
    private ImportLedger ledger;

    @Inject
    private VersionDeclarations declarations;

    @Inject
    private ImportTrials trials;

    @Inject
    private IntactFiles files;

    @Override
    protected String work() {
        return imported;
    }

    @Override
    protected void work(UUID id, long execution) {
        ledger.begin(id, execution).ifPresent(task -> {
            ImportSize.require("import.upload", task.bytes());
            IntactFiles.Place place =
                    new IntactFiles.Place(task.caller().organisationId(), "import/" + id, "The file to import");
            trials.inTurn(
                    PATIENCE,
                    () -> declarations.bringIn(
                            task.caller(),
                            task.model(),
                            null,
                            task.wanted(),
                            files.read(place, task.file()),
                            version -> ledger.complete(id, version)));
        });
    }

    @Override
    protected void fail(UUID id, String problem) {
        ledger.fail(id, problem);
    }
}
