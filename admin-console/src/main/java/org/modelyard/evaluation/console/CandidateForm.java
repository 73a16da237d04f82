package org.modelyard.evaluation.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.service.Advice;
import org.modelyard.ml.advice.CandidateRanking;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.serving.console.PredictPage;

/** Candidates, one a line, for the unit whose inputs were typed: which of them a version predicts most for. */
@Named
@RequestScoped
public class CandidateForm {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> ROW = new TypeReference<>() {};
    private static final int TOP = 10;
    private static final int REASONS = 3;
    private static final int LONGEST = 120;

    @Inject
    private Advice advice;

    @Inject
    private PredictPage page;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private String candidates = "";
    private @Nullable Findings findings;

    public void rank() {
        Notices.attempt(() -> {
            ModelVersionView version = page.getVersion();
            if (version == null) {
                throw new Refusal.NotFound("model", page.getModel());
            }
            List<String> lines =
                    candidates.lines().filter(line -> !line.isBlank()).toList();
            List<Map<String, Object>> rows = rows(lines);
            Map<String, Object> unit = page.inputs();
            rows.forEach(row -> row.keySet().forEach(unit::remove));
            CandidateRanking ranked =
                    advice.ranking(viewer.caller(), page.getModel(), version.version(), unit, rows, null, TOP);
            findings = new Findings(
                    "Which candidates come first?",
                    (ranked.label() == null ? "By the value" : "By the probability of ‘" + ranked.label() + "’")
                            + ", the best of " + words.number(ranked.asked())
                            + ". What speaks for and against each stands beside it, where the model can be explained exactly.",
                    List.of("Candidate", "Score", "Speaks for and against it"),
                    ranked.candidates().stream()
                            .map(one -> List.of(
                                    Texts.cut(lines.get(one.position()), LONGEST),
                                    words.number(one.score()),
                                    reasons(one)))
                            .toList());
        });
    }

    private String reasons(CandidateRanking.Candidate one) {
        return one.reasons().isEmpty()
                ? "–"
                : one.reasons().stream()
                        .limit(REASONS)
                        .map(reason -> reason.feature() + " " + (reason.contribution() > 0 ? "+" : "")
                                + words.number(reason.contribution()))
                        .collect(Collectors.joining(", "));
    }

    private static List<Map<String, Object>> rows(List<String> lines) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String line : lines) {
            try {
                rows.add(JSON.readValue(line, ROW));
            } catch (JsonProcessingException e) {
                Refusal.Invalid refusal = new Refusal.Invalid(
                        "candidates",
                        "Line " + (rows.size() + 1) + " is no object of inputs such as {\"product\": \"loan\"}.");
                refusal.initCause(e);
                throw refusal;
            }
        }
        return rows;
    }

    /** Null until they were ranked. */
    public @Nullable Findings getFindings() {
        return findings;
    }

    public String getCandidates() {
        return candidates;
    }

    public void setCandidates(@Nullable String candidates) {
        this.candidates = candidates == null ? "" : candidates;
    }
}
