package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.registry.entity.DeletedRows;

/** Finds what was deleted and can be restored, for those who may restore it. */
@Stateless
public class DeletedThings {

    /** What was deleted before those is found by its name. */
    private static final int MOST = 200;

    @Inject
    private DeletedRows rows;

    /**
     * Names and times.
     *
     * @param text that the names contain, whatever the case; empty for all
     */
    public DeletedList models(Caller caller, String text) {
        caller.require(Role.ADMIN);
        long organisation = caller.organisationId();
        return list(rows.models(organisation, text, MOST), rows.countModels(organisation, text));
    }

    /**
     * Numbers and times of a model's versions.
     *
     * @param text that the numbers contain; empty for all
     */
    public DeletedList versions(Caller caller, String model, String text) {
        caller.require(Role.OPERATOR);
        long organisation = caller.organisationId();
        return list(rows.versions(organisation, model, text, MOST), rows.countVersions(organisation, model, text));
    }

    private static DeletedList list(List<DeletedRows.Deleted> deleted, long all) {
        return new DeletedList(deleted.stream().map(DeletedView::of).toList(), all);
    }
}
