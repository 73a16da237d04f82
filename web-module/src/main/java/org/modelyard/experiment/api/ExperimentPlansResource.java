package org.modelyard.experiment.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.SizeQuestion;
import org.modelyard.platform.api.Parameters;

/** How large an experiment must be; nothing is stored. */
@ApplicationScoped
@Path("/experiment-plans")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "experiments")
public class ExperimentPlansResource {

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Plan the size of an experiment",
            description =
                    "From the control's share (or a mean's standard deviation) and the difference that is to be found: units,"
                            + " and days when the units a day are told. For SEQUENTIAL the interval is tuned for that size; a fixed horizon is planned for a fifth of what the power leaves open as well.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = SizeQuestion.class),
                            examples =
                                    @ExampleObject(
                                            name = "share",
                                            value =
                                                    "{\"baseline\":0.05,\"effect\":0.01,\"power\":0.9,\"unitsPerDay\":2000}")))
    @APIResponse(
            responseCode = "200",
            description = "How many units, and how many days.",
            content =
                    @Content(
                            schema = @Schema(implementation = SizeQuestion.Size.class),
                            examples =
                                    @ExampleObject(
                                            name = "size",
                                            value =
                                                    "{\"rule\":\"FIXED_HORIZON\",\"unitsPerVariant\":16404,\"units\":32808,\"days\":33}")))
    public SizeQuestion.Size plan(@Nullable SizeQuestion body) {
        return Parameters.body(body).answer();
    }
}
