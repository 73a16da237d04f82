package org.modelyard.registry.service;

import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.batch.entity.QueuedWorks;
import org.modelyard.batch.service.WorkLedger;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.StoredVersionImports;
import org.modelyard.registry.entity.VersionImport;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.service.VersionDeclarations.NewDeclaration;

/** The server's own steps with imports, each in a transaction of its own, for all organisations. */
@Stateless
@LocalBean
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ImportLedger extends WorkLedger<VersionImport> {

    @Inject
    private StoredVersionImports imports;

    @Inject
    private Event<ImportChanged> changed;

    @Inject
    private Clock clock;

    /**
     * What the job needs of its import.
     *
     * @param caller who asked for it
     * @param wanted all that is said of the version
     * @param file address of its content
     * @param bytes of the file
     */
    public record Task(Caller caller, String model, NewDeclaration wanted, String file, long bytes) {}

    @Override
    protected QueuedWorks<VersionImport> works() {
        return imports;
    }

    @Override
    protected String called() {
        return "import";
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    /** Whether it is there and has not come to an end. */
    public boolean open(UUID id) {
        return imports.locked(id).filter(one -> !one.ended()).isPresent();
    }

    /** @return empty when it is complete already */
    public Optional<Task> begin(UUID id, long execution) {
        VersionImport one = changing(id);
        String file = one.file();
        return one.run(execution, now()) && file != null
                ? Optional.of(new Task(
                        new Caller(one.organisationId(), one.createdBy(), Role.OPERATOR, "server"),
                        one.model(),
                        RegistryJson.read(one.wish(), NewDeclaration.class),
                        file,
                        one.bytes()))
                : Optional.empty();
    }

    /**
     * A version of it is being registered, in the same transaction.
     *
     * @throws Refusal.Conflict when another has been: then this one is not
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void complete(UUID id, String version) {
        if (!changing(id).complete(version, now())) {
            throw new Refusal.Conflict("The import " + id + " has made a version already.");
        }
    }

    /**
     * Removes some that ended so long ago.
     *
     * @return how many
     */
    public int forgetSome(Duration age) {
        List<VersionImport> old = imports.endedBefore(now().minus(age), MOST_AT_ONCE);
        old.forEach(imports::remove);
        return old.size();
    }

    @Override
    protected VersionImport changing(UUID id) {
        VersionImport one = super.changing(id);
        changed.fire(new ImportChanged(one.organisationId()));
        return one;
    }
}
