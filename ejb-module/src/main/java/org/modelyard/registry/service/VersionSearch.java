package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.registry.entity.FoundVersion;
import org.modelyard.registry.entity.VersionFinder;
import org.modelyard.registry.entity.VersionIndex;
import org.modelyard.registry.model.VersionFilter;

/** Finds versions over all models of an organisation. */
@Stateless
public class VersionSearch {

    private static final int AT_ONCE = 200;

    @Inject
    private VersionFinder finder;

    @Inject
    private VersionIndex index;

    /** In the filter's order; of equal ones the newest first. */
    public Page<VersionBrief> find(Caller caller, VersionFilter filter, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(finder.find(caller.organisationId(), filter, page), page, FoundVersion::id, VersionBrief::of);
    }

    /**
     * The server's own step: some of the versions that the search does not know yet, as after an upgrade.
     *
     * @return whether there may be more
     */
    public boolean learn() {
        var unknown = index.unwritten(AT_ONCE);
        unknown.forEach(version -> {
            index.write(version);
            index.learnt(version);
        });
        return unknown.size() == AT_ONCE;
    }
}
