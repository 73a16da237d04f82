package org.modelyard.registry.service;

import java.util.List;

/**
 * Things that were deleted and can be restored.
 *
 * @param items the last deleted first, at most 200
 * @param all how many there are
 */
public record DeletedList(List<DeletedView> items, long all) {

    /** What is there for those who may restore nothing. */
    public static final DeletedList NONE = new DeletedList(List.of(), 0);

    public DeletedList {
        items = List.copyOf(items);
    }
}
