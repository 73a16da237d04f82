package org.modelyard.backup.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.modelyard.access.entity.Organisation;
import org.modelyard.access.entity.Organisations;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Refusal;

/**
 * Who may see what belongs to no organisation alone. A backup holds all of them: only an administrator of the first one,
 * which came with the server, makes and takes one.
 */
@ApplicationScoped
public class ServerKeeper {

    @Inject
    private Organisations organisations;

    /** Id of the first organisation. */
    public long organisation() {
        return organisations.all().stream()
                .findFirst()
                .map(Organisation::id)
                .orElseThrow(() -> new IllegalStateException("a server without an organisation"));
    }

    /** Whether the caller is an administrator of the first organisation. */
    public boolean keeps(Caller caller) {
        return caller.role().contains(Role.ADMIN) && caller.organisationId() == organisation();
    }

    /** @throws Refusal.Forbidden unless the caller keeps the server */
    public void require(Caller caller) {
        caller.require(Role.ADMIN);
        if (!keeps(caller)) {
            throw new Refusal.Forbidden(
                    "A backup holds every organisation; only an administrator of the server's first one may use it.");
        }
    }
}
