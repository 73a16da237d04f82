package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.service.ImportWish;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.VersionDeclarations;
import org.modelyard.registry.service.VersionImports;

/** Makes a version of an uploaded file. */
@Named
@RequestScoped
public class ImportForm {

    private static final List<String> FORMATS = List.of("onnx", "tribuo", "bundle");

    @Inject
    private VersionImports imports;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String format = "onnx";
    private String upload = "";
    private @Nullable Task task;
    private String features = "";
    private String missing = "";
    private String label = "";
    private String answer = "";

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
    }

    public void bring() {
        Notices.attempt(() -> {
            ModelVersionView made = imports.register(
                    viewer.caller(),
                    model,
                    new VersionDeclarations.NewDeclaration(task, null, null, null, null, null, null, null, wish()));
            Links.go("/console/models/" + made.model() + "/versions/" + made.version());
        });
    }

    private ImportWish wish() {
        List<@Nullable String> named = Arrays.stream(features.split("[,\\n]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .<@Nullable String>map(name -> name)
                .toList();
        Map<String, @Nullable Object> words = new LinkedHashMap<>();
        for (String line : missing.split("\\n")) {
            if (!line.isBlank()) {
                int at = line.lastIndexOf('=');
                if (at < 1) {
                    throw new Refusal.Invalid(
                            "missing", "'" + Texts.brief(line.strip()) + "' is no 'input = word': one a line.");
                }
                words.put(line.substring(0, at).strip(), line.substring(at + 1).strip());
            }
        }
        ImportWish.Outputs outputs = label.isBlank() && answer.isBlank()
                ? null
                : new ImportWish.Outputs(
                        label.isBlank() ? null : label.strip(), answer.isBlank() ? null : answer.strip());
        return new ImportWish(
                format, upload.strip(), named.isEmpty() ? null : named, words.isEmpty() ? null : words, outputs);
    }

    public List<String> getFormats() {
        return FORMATS;
    }

    public Task[] getTasks() {
        return new Task[] {Task.CLASSIFICATION, Task.REGRESSION};
    }

    public String getFormat() {
        return format;
    }

    public void setFormat(String format) {
        this.format = format;
    }

    public String getUpload() {
        return upload;
    }

    public void setUpload(String upload) {
        this.upload = upload;
    }

    public @Nullable Task getTask() {
        return task;
    }

    public void setTask(@Nullable Task task) {
        this.task = task;
    }

    public String getFeatures() {
        return features;
    }

    public void setFeatures(String features) {
        this.features = features;
    }

    public String getMissing() {
        return missing;
    }

    public void setMissing(String missing) {
        this.missing = missing;
    }

    public String getLabel() {
        return label;
    }

    public void setLabel(String label) {
        this.label = label;
    }

    public String getAnswer() {
        return answer;
    }

    public void setAnswer(String answer) {
        this.answer = answer;
    }
}
