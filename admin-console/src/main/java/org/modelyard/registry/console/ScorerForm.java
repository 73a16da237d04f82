package org.modelyard.registry.console;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Outage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.VersionDeclarations;
import org.modelyard.registry.service.VersionImports;

/** Makes a version of a document that declares a scorer; what is wrong with it is shown beside the document. */
@Named
@RequestScoped
public class ScorerForm {

    private static final String SCORER = "scorer";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Inject
    private VersionImports imports;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String document = "";
    private String changeLog = "";
    private List<FieldError> problems = List.of();

    @PostConstruct
    void fromRequest() {
        model = Links.parameter("model");
    }

    /** Leads to the version's page. */
    public void declare() {
        problems = List.of();
        Notices.attempt(() -> {
            ModelVersionView made;
            try {
                made = imports.register(viewer.caller(), model, wanted());
            } catch (RuntimeException e) {
                problems = problems(e);
                throw e;
            }
            Links.go("/console/models/" + made.model() + "/versions/" + made.version());
        });
    }

    private VersionDeclarations.NewDeclaration wanted() {
        return new VersionDeclarations.NewDeclaration(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                changeLog.isBlank() ? null : changeLog.strip(),
                null,
                read(document));
    }

    private static List<FieldError> problems(RuntimeException thrown) {
        return Outage.rootOf(thrown) instanceof Refusal.Invalid invalid ? invalid.errors() : List.of();
    }

    /**
     * The document itself, or the API's body around it.
     *
     * @throws Refusal.Invalid when it is no JSON object, with the place
     */
    static Map<String, Object> read(String text) {
        if (text.isBlank()) {
            throw new Refusal.Invalid(SCORER, "Write a document, or begin with one of the examples.");
        }
        try {
            Map<String, Object> read = JSON.readValue(text, new TypeReference<>() {});
            Object inner = read == null || read.size() != 1 ? null : read.get(SCORER);
            if (inner instanceof Map<?, ?> wrapped) {
                return JSON.convertValue(wrapped, new TypeReference<>() {});
            }
            if (read == null) {
                throw new Refusal.Invalid(SCORER, "This must be a JSON object.");
            }
            return read;
        } catch (JsonProcessingException e) {
            Refusal.Invalid refusal = new Refusal.Invalid(SCORER, where(e.getLocation()) + e.getOriginalMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static String where(@Nullable JsonLocation at) {
        return at == null ? "" : "Line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }

    /** What was wrong with the document, each with its place. */
    public List<FieldError> getProblems() {
        return problems;
    }

    /** One of each kind. */
    public List<ScorerExample> getExamples() {
        return ScorerExample.ALL;
    }

    public String getDocument() {
        return document;
    }

    public void setDocument(@Nullable String document) {
        this.document = document == null ? "" : document; // Faces gives null for an empty field
    }

    public String getChangeLog() {
        return changeLog;
    }

    public void setChangeLog(@Nullable String changeLog) {
        this.changeLog = changeLog == null ? "" : changeLog;
    }
}
