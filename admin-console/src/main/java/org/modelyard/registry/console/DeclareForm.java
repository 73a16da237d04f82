package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.Elsewhere;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.VersionDeclarations;

/** Registers a version that lives elsewhere. */
@Named
@RequestScoped
public class DeclareForm {

    @Inject
    private VersionDeclarations declarations;

    @Inject
    private Viewer viewer;

    private final Map<String, String> said = new LinkedHashMap<>();
    private Task task = Task.CLASSIFICATION;

    @PostConstruct
    void fromRequest() {
        said.put("model", Links.parameter("model"));
    }

    /** Leads to the version's page. */
    public void declare() {
        Notices.attempt(() -> {
            ModelVersionView made = declarations.declare(
                    viewer.caller(),
                    said("model") == null ? "" : String.valueOf(said("model")),
                    new VersionDeclarations.NewDeclaration(
                            task, null, null, metrics(), null, elsewhere(), tags(), said("changeLog"), null, null));
            Notices.done(made.model() + " " + made.version() + " is registered. Undo: delete it over the API.");
            Links.go("/console/models/" + made.model() + "/versions/" + made.version());
        });
    }

    private Elsewhere elsewhere() {
        return new Elsewhere(said("location"), said("architecture"), whole("parameters"), whole("bytes"));
    }

    private @Nullable Long whole(String name) {
        String text = said(name);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw wrong(name, "'" + Texts.brief(text) + "' is no whole number of " + name + ".", e);
        }
    }

    private Map<String, @Nullable Double> metrics() {
        Map<String, @Nullable Double> metrics = new LinkedHashMap<>();
        String text = said("metrics");
        for (String line : text == null ? List.<String>of() : text.lines().toList()) {
            int sign = line.lastIndexOf('=');
            if (line.isBlank()) {
                continue;
            }
            try {
                metrics.put(line.substring(0, Math.max(0, sign)).strip(), Double.valueOf(line.substring(sign + 1)));
            } catch (NumberFormatException e) {
                throw wrong("metrics", "'" + Texts.brief(line) + "' is no metric: write accuracy = 0.91.", e);
            }
        }
        return metrics;
    }

    private static Refusal.Invalid wrong(String field, String message, Exception cause) {
        Refusal.Invalid refusal = new Refusal.Invalid(field, message);
        refusal.initCause(cause);
        return refusal;
    }

    private List<String> tags() {
        String text = said("tags");
        return text == null
                ? List.of()
                : Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList();
    }

    private @Nullable String said(String name) {
        String text = said.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Fields by name. */
    public Map<String, String> getSaid() {
        return said;
    }

    public Task[] getTasks() {
        return Task.values();
    }

    public Task getTask() {
        return task;
    }

    public void setTask(Task task) {
        this.task = task;
    }
}
