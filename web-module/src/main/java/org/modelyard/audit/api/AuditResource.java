package org.modelyard.audit.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.audit.service.Audit;
import org.modelyard.audit.service.AuditView;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;

/** Who did what. */
@ApplicationScoped
@Path("/audit")
@RolesAllowed("ADMIN")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public class AuditResource {

    @Inject
    private Audit audit;

    @GET
    @Operation(summary = "List what was changed and what was refused, newest first")
    public Page<AuditView> list(
            @Context HttpServletRequest request,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("subject") @Nullable String subject,
            @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        PageRequest page = Parameters.page(limit, cursor);
        return audit.list(Callers.of(request), actor, subject, Parameters.instant("since", since), page);
    }
}
