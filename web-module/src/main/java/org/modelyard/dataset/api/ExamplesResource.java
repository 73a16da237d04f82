package org.modelyard.dataset.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.ExampleFilter;
import org.modelyard.dataset.model.ExampleStatus;
import org.modelyard.dataset.service.ExampleView;
import org.modelyard.dataset.service.Examples;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** Looking at examples. */
@ApplicationScoped
@Path("/datasets/{dataset}/examples")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "datasets")
public class ExamplesResource {

    @Inject
    private Examples examples;

    @GET
    @Operation(
            summary = "List examples, newest first",
            description = "'q' is looked for in text and categorical features and in the label, whatever its case; a"
                    + " call searches at most 8 chunks, so a page may be short or empty and still have a 'next', which"
                    + " goes on from there. 'label' is the whole label.")
    @APIResponse(
            responseCode = "200",
            description = "A page of examples.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "one", value = Samples.EXAMPLES)))
    public Page<ExampleView> list(
            @Context HttpServletRequest request,
            @PathParam("dataset") String dataset,
            @QueryParam("status") @Nullable String status,
            @QueryParam("source") @Nullable String source,
            @QueryParam("label") @Nullable String label,
            @QueryParam("minQuality") @Nullable String minQuality,
            @QueryParam("since") @Nullable String since,
            @QueryParam("q") @Nullable String text,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        ExampleFilter filter = new ExampleFilter(
                status(status), source, label, quality(minQuality), Parameters.instant("since", since));
        return examples.list(Callers.of(request), dataset, filter, text, Parameters.page(limit, cursor));
    }

    private static @Nullable ExampleStatus status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(ExampleStatus.values())
                .filter(status -> status.name().equals(text.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(
                        "status",
                        "status is '" + Texts.brief(text) + "', use one of " + Arrays.toString(ExampleStatus.values())
                                + "."));
    }

    private static @Nullable Double quality(@Nullable String text) {
        if (text == null) {
            return null;
        }
        double quality;
        try {
            quality = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            quality = Double.NaN;
        }
        if (!(quality >= 0 && quality <= 1)) {
            throw new Refusal.Invalid("minQuality", "minQuality is '" + Texts.brief(text) + "', use 0 to 1.");
        }
        return quality;
    }
}
