package org.modelyard.access.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.modelyard.access.entity.Organisation;
import org.modelyard.access.entity.Organisations;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;

/** What an organisation is called. */
@Stateless
public class OrganisationNames {

    @Inject
    private Organisations organisations;

    public String of(Caller caller) {
        caller.require(Role.VIEWER);
        return organisations
                .byId(caller.organisationId())
                .map(Organisation::name)
                .orElseThrow(() -> new IllegalStateException("no organisation " + caller.organisationId()));
    }
}
