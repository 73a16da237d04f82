package org.modelyard.platform.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/** The answer to a wish that takes longer than a request: 202 with what was taken on, and where it can be looked at. */
public final class Accepted {

    private Accepted() {}

    /**
     * @param uri of the collection that was posted to
     * @param id of what was taken on, below it
     */
    public static Response of(UriInfo uri, UUID id, Object view) {
        return Response.accepted(view)
                .location(uri.getAbsolutePathBuilder().path(id.toString()).build())
                .build();
    }
}
