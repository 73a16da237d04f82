package org.modelyard.platform.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Adds to the generated description what holds for every operation: the token, the problems, the conventions. */
public class ApiDescription implements OASFilter {

    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";

    private static final Map<String, String> ALWAYS = Map.of(
            "400", "Malformed: the JSON, a header or a parameter",
            "401", "No valid token",
            "403", "The token's role is not enough",
            "404", "No such thing in the token's organisation",
            "422", "Well-formed, but refused; errors name the fields",
            "503", "Something the request needs is away or full; see Retry-After");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\s*([^:}\\s]+)[^}]*}");
    private static final Map<String, String> CHANGING = Map.of(
            "409", "Contradicts the present state, or the Idempotency-Key belongs to another request",
            "413", "The body is too large",
            "415", "The Content-Type is not read here");
    private static final Map<String, String> PATCHING = Map.of("412", "Changed since the ETag of If-Match was given");

    private static final String CONVENTIONS =
            """
            JSON in camelCase; times in ISO-8601 UTC; durations as `PT5M`; shares from 0 to 1.

            Lists take `limit` (default 50, at most 500) and `cursor`, and answer `{"items":[…],"next":…}`.
            A POST that creates takes `Idempotency-Key`: the same key and body gives the first answer again
            (status, `Location` and body; `Idempotency-Replayed: true` tells), another body 409. PUT and PATCH take
            `If-Match` with the `ETag` that GET gave. Long work answers 202 with `Location` and a `state`.
            Errors are `application/problem+json` (RFC 9457). Ignore response fields you do not know.

            Roles contain each other: ADMIN, OPERATOR, REVIEWER, VIEWER.""";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.setInfo(OASFactory.createInfo()
                .title("Modelyard")
                .version("1")
                .description(CONVENTIONS)
                .license(OASFactory.createLicense()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")));
        api.setServers(List.of(OASFactory.createServer().url("/").description("This server")));
        describeComponents(api);
        api.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(BEARER)));
        if (api.getPaths() != null && api.getPaths().getPathItems() != null) {
            api.getPaths().getPathItems().values().forEach(ApiDescription::addProblems);
            leaveNames(api.getPaths());
        }
    }

    /** A template may say by a regular expression what a part takes, as {@code {path: .+}}; clients know only names. */
    private static void leaveNames(Paths paths) {
        for (String template : List.copyOf(paths.getPathItems().keySet())) {
            String named = TEMPLATE.matcher(template).replaceAll("{$1}");
            PathItem item = paths.getPathItem(template);
            if (!named.equals(template) && item != null) {
                paths.removePathItem(template);
                paths.addPathItem(named, item);
            }
        }
    }

    private static void describeComponents(OpenAPI api) {
        Components components = api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
        components.addSecurityScheme(
                BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An API token, made by an administrator at `POST /api/v1/tokens`."));
        components.addSchema(PROBLEM, problem());
        all().forEach((status, meaning) -> components.addResponse("Problem" + status, response(meaning)));
        api.setComponents(components);
    }

    private static void addProblems(PathItem path) {
        path.getOperations().forEach((method, operation) -> {
            addProblems(operation, ALWAYS);
            if (method != PathItem.HttpMethod.GET) {
                addProblems(operation, CHANGING);
            }
            if (method == PathItem.HttpMethod.PATCH || method == PathItem.HttpMethod.PUT) {
                addProblems(operation, PATCHING);
            }
        });
    }

    /** What the operation says of a status itself stays. */
    private static void addProblems(Operation operation, Map<String, String> problems) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        for (String status : new TreeMap<>(problems).keySet()) {
            if (!operation.getResponses().hasAPIResponse(status)) {
                operation
                        .getResponses()
                        .addAPIResponse(
                                status, OASFactory.createAPIResponse().ref("#/components/responses/Problem" + status));
            }
        }
    }

    private static APIResponse response(String meaning) {
        MediaType type =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM));
        return OASFactory.createAPIResponse()
                .description(meaning)
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, type));
    }

    private static Schema problem() {
        Schema error = object("One field that is wrong")
                .addProperty("field", text("As the client wrote it, e.g. inputs[3].age"))
                .addProperty("message", text("What is wrong with it"));
        return object("An error, as in RFC 9457")
                .addProperty("type", text("A URI of the kind of problem"))
                .addProperty("title", text("The status in words"))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .type(Schema.SchemaType.INTEGER)
                                .description("HTTP status"))
                .addProperty("detail", text("What is wrong, and where"))
                .addProperty("instance", text("The path that was asked"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema().type(Schema.SchemaType.ARRAY).items(error));
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().type(Schema.SchemaType.OBJECT).description(description);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().type(Schema.SchemaType.STRING).description(description);
    }

    private static Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(ALWAYS);
        all.putAll(CHANGING);
        all.putAll(PATCHING);
        return all;
    }
}
