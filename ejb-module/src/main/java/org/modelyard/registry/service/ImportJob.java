package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.batch.model.JobParameter;
import org.modelyard.batch.service.BatchJob;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.service.VersionDeclarations.NewDeclaration;

/** The job {@code version-import}: a version of a file from elsewhere. */
@ApplicationScoped
public class ImportJob implements BatchJob {

    static final String NAME = "version-import";
    static final String IMPORT = "import";
    private static final String MODEL = "model";
    private static final String UPLOAD = "upload";
    private static final String FORMAT = "format";
    private static final String TASK = "task";
    private static final String BUMP = "bump";

    @Inject
    private QueuedImports imports;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "Checks and tries a file from elsewhere, and makes a version of it.";
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of(
                new JobParameter(MODEL, "Name of the model; needed unless import is given.", false),
                new JobParameter(UPLOAD, "Id of a complete upload; needed unless import is given.", false),
                new JobParameter(FORMAT, "onnx, tribuo or bundle; needed unless import is given.", false),
                new JobParameter(TASK, "What the file must be for; read from the file by default.", false),
                new JobParameter(BUMP, "MAJOR, MINOR or PATCH; the least that the signature allows by default.", false),
                new JobParameter(IMPORT, "Instead of all others: id of an import that waits.", false));
    }

    @Override
    public void validate(Caller caller, Map<String, String> parameters) {
        caller.require(Role.OPERATOR);
        String known = parameters.get(IMPORT);
        if (known == null) {
            required(parameters, MODEL);
            wanted(parameters);
        } else if (parameters.size() > 1) {
            throw new Refusal.Invalid("parameters." + IMPORT, "Give import alone.");
        } else {
            imports.get(caller, Ids.parse(IMPORT, known));
        }
    }

    @Override
    public Map<String, String> prepare(Caller caller, Map<String, String> parameters) {
        return parameters.containsKey(IMPORT)
                ? parameters
                : Map.of(
                        IMPORT,
                        imports.requestClaimed(caller, required(parameters, MODEL), wanted(parameters))
                                .id()
                                .toString());
    }

    static NewDeclaration wanted(Map<String, String> parameters) {
        return new NewDeclaration(
                named(parameters, TASK, Task.class),
                named(parameters, BUMP, Bump.class),
                null,
                null,
                null,
                null,
                null,
                null,
                new ImportWish(required(parameters, FORMAT), required(parameters, UPLOAD), null, null, null),
                null);
    }

    private static String required(Map<String, String> parameters, String name) {
        @Nullable String given = parameters.get(name);
        if (given == null) {
            throw new Refusal.Invalid("parameters." + name, "Give the " + name + ", or import.");
        }
        return given;
    }

    private static <E extends Enum<E>> @Nullable E named(Map<String, String> parameters, String name, Class<E> type) {
        @Nullable String given = parameters.get(name);
        if (given == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(given.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(
                        "parameters." + name,
                        "'" + Texts.brief(given) + "' is none of " + Arrays.toString(type.getEnumConstants()) + "."));
    }
}
