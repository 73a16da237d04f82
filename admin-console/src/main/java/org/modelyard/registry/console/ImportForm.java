package org.modelyard.registry.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.Bump;
import org.modelyard.registry.service.ImportWish;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.QueuedImports;
import org.modelyard.registry.service.Uploads;
import org.modelyard.registry.service.VersionDeclarations;
import org.modelyard.registry.service.VersionImports;

/** Makes a version of a file that is chosen here, or was uploaded before. */
@Named
@RequestScoped
public class ImportForm {

    /** Bytes above which a file may take longer than somebody waits for a page. */
    private static final long LARGE = 16L << 20;

    private static final List<String> FORMATS = List.of("onnx", "tribuo", "bundle");

    @Inject
    private VersionImports imports;

    @Inject
    private QueuedImports jobs;

    @Inject
    private Uploads uploads;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String format = "onnx";
    private String upload = "";
    private @Nullable Part file;
    private boolean refused;
    private @Nullable Task task;
    private String features = "";
    private String missing = "";
    private String label = "";
    private String answer = "";
    private final SaidFields said = new SaidFields();

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
    }

    /**
     * A file that has arrived stays when the import is refused: the form then names its upload, and it need not be sent again. A large one is imported
     * by a job, which the page shows.
     */
    public void bring() {
        refused = !Notices.attempt(() -> {
            arrive();
            if (uploads.get(viewer.caller(), Ids.parse("upload", upload.strip()))
                            .bytes()
                    > LARGE) {
                jobs.request(viewer.caller(), model, wanted());
                upload = "";
                Notices.done("The file has arrived and is large: a job imports it, and this page shows how it goes.");
                return;
            }
            ModelVersionView version = imports.register(viewer.caller(), model, wanted());
            Links.go("/console/models/" + version.model() + "/versions/" + version.version());
        });
        if (refused && file != null && !upload.isEmpty()) {
            Notices.done("The file has arrived: correct what is said of it, and import it without choosing it again.");
        }
    }

    /** What was chosen is a file on the server's disk by now, so its size costs no memory. */
    private void arrive() {
        Part chosen = file;
        if (chosen == null || chosen.getSize() == 0) {
            if (upload.isBlank()) {
                throw new Refusal.Invalid("file", "Choose a file that is not empty, or name a finished upload.");
            }
            return;
        }
        upload = "";
        try (InputStream content = chosen.getInputStream()) {
            upload = imports.take(viewer.caller(), chosen.getSize(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    VersionDeclarations.NewDeclaration wanted() {
        return new VersionDeclarations.NewDeclaration(
                task,
                said.bump(),
                said.signature(task),
                said.metrics(),
                said.hyperparameters(),
                null,
                said.tags(),
                said.text("changeLog"),
                wish(),
                null);
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

    public boolean isRefused() {
        return refused;
    }

    /** Further fields by name. */
    public Map<String, @Nullable String> getSaid() {
        return said.typed();
    }

    public Bump[] getBumps() {
        return Bump.values();
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

    public void setUpload(@Nullable String upload) {
        this.upload = Objects.requireNonNullElse(upload, "");
    }

    public @Nullable Part getFile() {
        return file;
    }

    public void setFile(@Nullable Part file) {
        this.file = file;
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

    public void setFeatures(@Nullable String features) {
        this.features = Objects.requireNonNullElse(features, "");
    }

    public String getMissing() {
        return missing;
    }

    public void setMissing(@Nullable String missing) {
        this.missing = Objects.requireNonNullElse(missing, "");
    }

    public String getLabel() {
        return label;
    }

    public void setLabel(@Nullable String label) {
        this.label = Objects.requireNonNullElse(label, "");
    }

    public String getAnswer() {
        return answer;
    }

    public void setAnswer(@Nullable String answer) {
        this.answer = Objects.requireNonNullElse(answer, "");
    }
}
