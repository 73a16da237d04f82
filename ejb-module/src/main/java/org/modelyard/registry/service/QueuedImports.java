package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.batch.service.WorkQueue;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.StoredVersionImports;
import org.modelyard.registry.entity.VersionImport;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.service.VersionDeclarations.NewDeclaration;
import org.modelyard.registry.store.StoredArtifact;

/** Imports that take longer than a request. What is asked for here is carried out by the batch job {@code version-import}. */
@Stateless
public class QueuedImports {

    @Inject
    private StoredVersionImports imports;

    @Inject
    private VersionDeclarations declarations;

    @Inject
    private VersionImports files;

    @Inject
    private Audit audit;

    @Inject
    private Event<ImportQueued> queued;

    @Inject
    private Clock clock;

    /**
     * QUEUED; its job starts after the commit. What can be told without reading the file is refused here, the rest becomes the import's problem.
     *
     * @param wanted as {@link VersionImports#register} takes it, with a file
     * @throws Refusal.Invalid when a part is missing or wrong, or the file is too large
     * @throws Refusal.Conflict when the upload is not finished, or the model answers another kind of question
     */
    public VersionImportView request(Caller caller, String model, NewDeclaration wanted) {
        VersionImport one = added(caller, model, wanted);
        queued.fire(new ImportQueued());
        return VersionImportView.of(one);
    }

    /** For a job that is being submitted: the import is claimed for it. */
    public VersionImportView requestClaimed(Caller caller, String model, NewDeclaration wanted) {
        VersionImport one = added(caller, model, wanted);
        one.claim(clock.instant(), WorkQueue.PATIENCE);
        return VersionImportView.of(one);
    }

    private VersionImport added(Caller caller, String model, NewDeclaration wanted) {
        ImportWish wish = declarations.checkedImport(caller, model, wanted);
        StoredArtifact file = files.uploaded(caller, wish);
        VersionImport one = VersionImport.queue(
                caller.organisationId(),
                new VersionImport.Subject(
                        model, String.valueOf(wish.format()), RegistryJson.write(wanted), file.sha256(), file.bytes()),
                caller.actor(),
                clock.instant());
        imports.add(one);
        audit.done(caller, "model.import", "model/" + model, "import/" + one.publicId() + ", SHA-256 " + file.sha256());
        return one;
    }

    /** Newest first. */
    public Page<VersionImportView> list(Caller caller, String model, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(
                imports.page(caller.organisationId(), model, page), page, VersionImport::id, VersionImportView::of);
    }

    /** @throws Refusal.NotFound when the model has none of that id */
    public VersionImportView get(Caller caller, String model, UUID id) {
        VersionImportView one = get(caller, id);
        if (!one.model().equals(model)) {
            throw new Refusal.NotFound("import", id.toString());
        }
        return one;
    }

    /** @throws Refusal.NotFound when there is none of that id */
    public VersionImportView get(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return imports.byPublicId(caller.organisationId(), id)
                .map(VersionImportView::of)
                .orElseThrow(() -> new Refusal.NotFound("import", id.toString()));
    }
}
