package org.modelyard.serving.console;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.ExampleFilter;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.service.ExampleView;
import org.modelyard.dataset.service.Examples;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.model.InputReader;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.ModelDeployments;
import org.modelyard.serving.service.PredictionOutcome;
import org.modelyard.serving.service.Predictor;
import org.modelyard.serving.service.Route;

/**
 * A prediction by hand, with a form made from the model's signature. The form must be known before its fields are
 * read, so model and version come from the request itself.
 */
@Named
@RequestScoped
public class PredictPage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PageRequest VERSIONS = new PageRequest(50, null);
    private static final PageRequest ONE = new PageRequest(1, null);
    private static final String PRODUCTION = "production";
    private static final String PATH = "inputs";

    @Inject
    private Registry registry;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private Predictor predictor;

    @Inject
    private Examples examples;

    @Inject
    private FeedbackForm feedback;

    @Inject
    private Viewer viewer;

    private String model = "";
    private @Nullable String to;
    private @Nullable String unit;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> errors = new HashMap<>();
    private List<DeploymentView> champions = List.of();
    private @Nullable ModelVersionView version;
    private PredictionOutcome.@Nullable Answered answer;

    @PostConstruct
    void choose() {
        Map<String, String> request =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        model = request.getOrDefault("model", "");
        to = request.get("to");
        champions = deployments.environments(viewer.caller()).stream()
                .flatMap(environment -> environment.champions().stream())
                .filter(champion -> champion.model().equals(model))
                .toList();
        if (to == null || to.isEmpty()) {
            to = champions.stream()
                    .map(DeploymentView::environment)
                    .reduce((one, other) -> other.equals(PRODUCTION) ? other : one)
                    .orElse(null);
        }
        version = registry.resolve(
                viewer.caller(), model, champion().map(DeploymentView::version).orElse(to == null ? "latest" : to));
    }

    /** On the first look: fills in an example when the address asks for it. */
    public void load() {
        String wish = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("fill");
        if (wish != null) {
            fill(chosen());
        }
    }

    /** The deployment that was chosen; empty when a version was. */
    private Optional<DeploymentView> champion() {
        return champions.stream()
                .filter(champion -> champion.environment().equals(to))
                .findFirst();
    }

    private void fill(ModelVersionView chosen) {
        String dataset = chosen.lineage().dataset();
        if (dataset == null) { // trained elsewhere
            return;
        }
        Notices.attempt(() -> {
            List<ExampleView> found = examples.list(viewer.caller(), dataset, ExampleFilter.all(), null, ONE)
                    .items();
            found.forEach(example -> example.features().forEach((name, value) -> {
                if (value != null) {
                    values.put(name, value.toString());
                }
            }));
        });
    }

    public void predict() {
        Notices.attempt(() -> {
            long start = System.nanoTime();
            ModelVersionView chosen = chosen();
            Optional<DeploymentView> champion = champion();
            Route route = predictor.route(
                    viewer.caller(),
                    model,
                    champion.map(DeploymentView::environment).orElse(null),
                    champion.isPresent() ? null : chosen.version());
            PredictionOutcome outcome = predictor
                    .predict(viewer.caller(), route, List.of(row(route, chosen.signature())), start)
                    .get(0);
            show(outcome, chosen);
        });
    }

    private PredictionRow row(Route route, SignatureDocument signature) {
        InputReader reader = new InputReader(route.signature());
        try (JsonParser json = JSON.createParser(JSON.writeValueAsBytes(typed(signature)))) {
            json.nextToken();
            InputRow row = reader.read(json, PATH);
            return new PredictionRow(row, reader.errors(), unit, null, null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was typed, as a request would bring it; what is no number stays text, and the reader says so. */
    private ObjectNode typed(SignatureDocument signature) {
        ObjectNode inputs = JSON.createObjectNode();
        for (SignatureDocument.Input input : signature.inputs()) {
            String text = values.get(input.name());
            if (text == null || text.isBlank()) {
                continue;
            }
            if (input.type() == FeatureType.BOOLEAN && (text.equals("true") || text.equals("false"))) {
                inputs.put(input.name(), Boolean.parseBoolean(text));
            } else if (input.type() == FeatureType.NUMERIC) {
                number(inputs, input.name(), text.strip());
            } else {
                inputs.put(input.name(), text);
            }
        }
        return inputs;
    }

    /** What was typed, by name, for those who ask the version for more than an answer. */
    public Map<String, Object> inputs() {
        return JSON.convertValue(typed(chosen().signature()), new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    private static void number(ObjectNode inputs, String name, String text) {
        double number = parsed(text);
        if (Double.isFinite(number)) {
            inputs.put(name, number);
        } else {
            inputs.put(name, text);
        }
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    private void show(PredictionOutcome outcome, ModelVersionView chosen) {
        if (outcome instanceof PredictionOutcome.Answered answered) {
            answer = answered;
            feedback.about(answered.inferenceId().toString(), chosen.labels());
        } else if (outcome instanceof PredictionOutcome.Refused refused) {
            for (SignatureDocument.Input input : chosen.signature().inputs()) {
                refused.errors().stream()
                        .filter(error -> error.field().equals(PATH + "." + Texts.brief(input.name())))
                        .findFirst()
                        .map(FieldError::message)
                        .ifPresent(message -> errors.put(input.name(), message));
            }
            Notices.error("The inputs do not fit the model: see the fields.");
        } else {
            Notices.error("The model has no answer for these inputs; the server's log says why.");
        }
    }

    private ModelVersionView chosen() {
        if (version == null) {
            throw new Refusal.NotFound("model", model);
        }
        return version;
    }

    /** Where a prediction can go, with what answers there. */
    public Map<String, String> getTargets() {
        Map<String, String> targets = new LinkedHashMap<>();
        champions.forEach(champion ->
                targets.put(champion.environment(), champion.environment() + " (" + champion.version() + ")"));
        registry.versions(viewer.caller(), model, VERSIONS).items().stream()
                .filter(one -> one.stage().answers())
                .forEach(one -> targets.put(one.version(), "version " + one.version()));
        return targets;
    }

    public List<SignatureDocument.Input> getInputs() {
        return version == null ? List.of() : version.signature().inputs();
    }

    public List<ScoreBar> getBars() {
        return answer != null && answer.scores() instanceof Scores.Labelled labelled
                ? ScoreBar.of(labelled)
                : List.of();
    }

    /** What was answered beside the target. */
    public List<OutputLine> getOutputs() {
        return answer == null ? List.of() : OutputLine.of(answer);
    }

    public PredictionOutcome.@Nullable Answered getAnswer() {
        return answer;
    }

    public @Nullable ModelVersionView getVersion() {
        return version;
    }

    public Map<String, String> getValues() {
        return values;
    }

    public Map<String, String> getErrors() {
        return errors;
    }

    public String getModel() {
        return model;
    }

    public @Nullable String getTo() {
        return to;
    }

    public @Nullable String getUnit() {
        return unit;
    }

    public void setUnit(@Nullable String unit) {
        this.unit = unit;
    }
}
