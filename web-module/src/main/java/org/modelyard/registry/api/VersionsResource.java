package org.modelyard.registry.api;

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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.api.Callers;
import org.modelyard.platform.api.Parameters;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.model.VersionFilter;
import org.modelyard.registry.service.VersionBrief;
import org.modelyard.registry.service.VersionSearch;

/** Searching the versions of all models. */
@ApplicationScoped
@Path("/versions")
@RolesAllowed("VIEWER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class VersionsResource {

    private static final String PAGE =
            "{\"items\":[{\"model\":\"tickets\",\"version\":\"1.0.0\",\"task\":\"CLASSIFICATION\",\"stage\":\"READY\","
                    + "\"metrics\":{\"accuracy\":0.9},\"metricsVerified\":true,\"tags\":[\"spring\"],\"createdBy\":\"admin/ci\","
                    + "\"createdAt\":\"2026-01-31T12:00:00.000Z\"}],\"next\":null}";

    @Inject
    private VersionSearch versions;

    @GET
    @Operation(
            summary = "Search versions",
            description =
                    "Over all models. 'q' is looked for in model and number, description and change log; 'stage' takes"
                            + " several, with commas; 'metric' is accuracy:0.8..0.9, either end may be missing; 'sort' is createdAt or the"
                            + " metric's name, with a minus for the highest first. Newest first when it is missing.")
    @APIResponse(
            responseCode = "200",
            description = "A page of versions.",
            content = @Content(examples = @ExampleObject(name = "page", value = PAGE)))
    public Page<VersionBrief> find(
            @Context HttpServletRequest request,
            @QueryParam("q") @Nullable String text,
            @QueryParam("model") @Nullable String model,
            @QueryParam("tag") @Nullable String tag,
            @QueryParam("label") @Nullable String label,
            @QueryParam("task") @Nullable String task,
            @QueryParam("stage") @Nullable String stages,
            @QueryParam("metric") @Nullable String metric,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        VersionFilter filter = new VersionFilter(
                        text,
                        model,
                        tag,
                        label,
                        task == null ? null : named("task", Task.class, task),
                        stages(stages),
                        null,
                        null,
                        null,
                        false,
                        true)
                .with(metric, sort);
        return versions.find(Callers.of(request), filter, Parameters.page(limit, cursor));
    }

    /** Several, with commas; all where none is named. */
    static List<Stage> stages(@Nullable String names) {
        return names == null
                ? List.of()
                : Arrays.stream(names.split(","))
                        .map(name -> named("stage", Stage.class, name))
                        .toList();
    }

    static <E extends Enum<E>> E named(String field, Class<E> type, String text) {
        String wanted = text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(
                        field,
                        "'" + Texts.brief(text) + "' is none of " + Arrays.toString(type.getEnumConstants()) + "."));
    }
}
