package org.modelyard.serving.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Deadline;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.platform.service.Outage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.model.RefusedRequest;
import org.modelyard.serving.service.AskedInTurns;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.ModelDeployments;
import org.modelyard.serving.service.PredictionGate;
import org.modelyard.serving.service.Predictor;
import org.modelyard.serving.service.Route;

/**
 * What is asked on the pages that predict by hand: an environment, a version, a range or an alias. Their fields are made from its
 * signature, so it comes from the request itself.
 */
@Named
@RequestScoped
public class PredictTarget {

    private static final PageRequest VERSIONS = new PageRequest(50, null);
    private static final String PRODUCTION = "production";
    private static final String LATEST = "latest";

    @Inject
    private Registry registry;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private Predictor predictor;

    @Inject
    private PredictionGate gate;

    @Inject
    private Viewer viewer;

    private String model = "";
    private String to = "";
    private String problem = "";
    private List<DeploymentView> champions = List.of();
    private @Nullable ModelVersionView version;

    @PostConstruct
    void choose() {
        model = Links.parameter("model");
        String typed = Links.parameter("wish").strip();
        to = typed.isEmpty() ? Links.parameter("to").strip() : typed;
        champions = deployments.environments(viewer.caller()).stream()
                .flatMap(environment -> environment.champions().stream())
                .filter(champion -> champion.model().equals(model))
                .toList();
        if (to.isEmpty()) {
            to = usual(champions.stream().map(DeploymentView::environment).toList());
        }
        try {
            version = registry.resolve(
                    viewer.caller(),
                    model,
                    champion().map(DeploymentView::version).orElse(to));
        } catch (Refusal.NotFound | Refusal.Invalid unknown) {
            problem = String.valueOf(unknown.getMessage());
            version = newest();
        }
    }

    /**
     * Null where none may answer yet.
     *
     * @throws Refusal.NotFound when there is no such model
     */
    private @Nullable ModelVersionView newest() {
        registry.modelId(viewer.caller(), model);
        try {
            return registry.resolve(viewer.caller(), model, LATEST);
        } catch (Refusal.NotFound none) {
            return null;
        }
    }

    /** Production where it serves there, else another environment, else the newest version. */
    static String usual(List<String> environments) {
        return environments.stream()
                .reduce((one, other) -> other.equals(PRODUCTION) ? other : one)
                .orElse(LATEST);
    }

    /** The deployment that was chosen; empty when a version was. */
    private Optional<DeploymentView> champion() {
        return champions.stream()
                .filter(champion -> champion.environment().equals(to))
                .findFirst();
    }

    /**
     * Where what is asked now goes, as for a request of the API.
     *
     * @throws Refusal.Invalid when nothing has the name that was typed
     */
    public Route route() {
        if (!problem.isEmpty()) {
            throw new Refusal.Invalid("to", problem);
        }
        boolean environment = champion().isPresent();
        return predictor.route(viewer.caller(), model, environment ? to : null, environment ? null : to);
    }

    /** Does it when it is this request's turn, as the API lets predictions in. */
    public <T> T inTurn(Deadline deadline, Supplier<T> asked) {
        gate.enter(deadline);
        try {
            return asked.get();
        } finally {
            gate.leave();
        }
    }

    /**
     * Writes down that nobody was asked, as the API does.
     *
     * @param startNanos {@link System#nanoTime} when the request came
     */
    public void refused(RuntimeException thrown, long startNanos) {
        if (Outage.rootOf(thrown) instanceof Refusal refusal) {
            predictor.refused(viewer.caller(), RefusedRequest.of(Texts.brief(model), refusal), startNanos);
        }
    }

    /** For many rows, a few at a time. */
    public AskedInTurns turns(Route route, Deadline deadline) {
        return new AskedInTurns(predictor, gate, viewer.caller(), route, deadline);
    }

    /** @throws Refusal.NotFound when the model has none */
    public ModelVersionView chosen() {
        if (version == null) {
            throw new Refusal.NotFound("model", model);
        }
        return version;
    }

    /** What can be chosen, by what is sent: what is deployed, names, versions that answer. */
    public Map<String, String> getTargets() {
        Map<String, String> targets = new LinkedHashMap<>();
        champions.forEach(champion ->
                targets.put(champion.environment(), champion.environment() + " (" + champion.version() + ")"));
        registry.aliases(viewer.caller(), model).stream()
                .filter(alias -> alias.environment() == null) // what serves there stands above
                .forEach(alias -> targets.putIfAbsent(alias.name(), alias.name() + " = " + alias.version()));
        registry.versions(viewer.caller(), model, VERSIONS).items().stream()
                .filter(one -> one.stage().answers())
                .forEach(one -> targets.put(one.version(), "version " + one.version()));
        targets.putIfAbsent(to, to);
        return targets;
    }

    /** The environment that is asked; null when a version is. */
    public @Nullable String environment() {
        return champion().map(DeploymentView::environment).orElse(null);
    }

    /** Says that it is no environment that is asked. */
    public boolean isPinned() {
        return champion().isEmpty();
    }

    /** Whether there is nothing yet that could be asked. */
    public boolean isNothing() {
        return version == null;
    }

    public @Nullable ModelVersionView getVersion() {
        return version;
    }

    public String getModel() {
        return model;
    }

    public String getTo() {
        return to;
    }

    /** As an address has it. */
    public String getQuery() {
        return URLEncoder.encode(to, StandardCharsets.UTF_8);
    }

    /** Why what was typed is nothing that can be asked; empty when it is. */
    public String getProblem() {
        return problem;
    }
}
