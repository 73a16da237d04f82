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

    /** What was deleted long before the others is found by its name alone, over REST. */
    private static final int MOST = 200;

    @Inject
    private DeletedRows rows;

    /** Names and times, the last deleted first; at most 200. */
    public List<DeletedView> models(Caller caller) {
        caller.require(Role.ADMIN);
        return rows.models(caller.organisationId(), MOST).stream()
                .map(DeletedView::of)
                .toList();
    }

    /** Numbers and times of a model's versions, the last deleted first; at most 200. */
    public List<DeletedView> versions(Caller caller, String model) {
        caller.require(Role.OPERATOR);
        return rows.versions(caller.organisationId(), model, MOST).stream()
                .map(DeletedView::of)
                .toList();
    }
}
