package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.entity.VersionEvaluation;
import org.modelyard.ml.evaluation.Disparity;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.evaluation.Gate;
import org.modelyard.ml.evaluation.GateVerdict;
import org.modelyard.ml.evaluation.Gates;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.PromotionPolicy;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.PromotionRequirement;

/**
 * That a version treats the groups of sensitive features alike: on the rows that the policy names where it names some, else by the document of the
 * feature that its training or its first evaluation left. Of a feature without such a document each figure is that of the first evaluation that
 * could tell it: later ones, on rows that somebody chose since, do not replace it.
 */
@ApplicationScoped
public class FairnessRequirement implements PromotionRequirement {

    @Inject
    private NamedEvaluations evaluations;

    @Inject
    private IntactFiles files;

    @Override
    public List<String> unmet(Caller caller, ModelVersionView version, PromotionPolicy policy, String environment) {
        if (policy.fairness().isEmpty()) {
            return List.of();
        }
        List<Fairness> known;
        try {
            known = evaluations
                    .of(caller, version, policy)
                    .map(named -> measured(named.evaluation()))
                    .orElseGet(() -> stored(caller, version, policy));
        } catch (Refusal.Conflict damaged) { // said, so that whoever asks hears of all else too
            return List.of(String.valueOf(damaged.getMessage()));
        }
        List<String> missing = new ArrayList<>();
        policy.fairness()
                .forEach((feature, bounds) -> missing.addAll(unmet(
                        feature,
                        bounds,
                        known.stream()
                                .filter(fairness -> fairness.feature().equals(feature))
                                .toList())));
        return missing;
    }

    /** The version's own documents, and those of evaluations for what it has none of: nobody may have called that sensitive when it was made. */
    private List<Fairness> stored(Caller caller, ModelVersionView version, PromotionPolicy policy) {
        IntactFiles.Place place = new IntactFiles.Place(
                caller.organisationId(),
                "model/" + version.model(),
                "The document of how " + version.model() + " " + version.version() + " treats groups");
        List<Fairness> own = version.artifacts().stream()
                .filter(artifact -> artifact.kind().startsWith(ArtifactKind.FAIRNESS))
                .map(artifact ->
                        Fairness.fromJson(new String(files.read(place, artifact.sha256()), StandardCharsets.UTF_8)))
                .toList();
        Set<String> features = own.stream().map(Fairness::feature).collect(Collectors.toSet());
        if (features.containsAll(policy.fairness().keySet())) {
            return own;
        }
        return Stream.concat(
                        own.stream(),
                        evaluations.fairness(caller, version).stream()
                                .filter(fairness -> !features.contains(fairness.feature())))
                .toList();
    }

    private static List<Fairness> measured(@Nullable VersionEvaluation evaluation) {
        String documents = evaluation == null ? null : evaluation.fairness();
        return documents == null ? List.of() : Fairness.allFromJson(documents);
    }

    /** @param known of this feature; each figure is that of the first that could tell it */
    private static List<String> unmet(String feature, Map<String, Gate> bounds, List<Fairness> known) {
        if (known.isEmpty()) {
            return List.of("How it treats the groups of '" + feature + "' was not measured: evaluate it on at least "
                    + Gates.MINIMUM_ROWS
                    + " rows whose schema calls it sensitive, which the policy names if it names any.");
        }
        List<String> missing = new ArrayList<>();
        bounds.forEach((name, gate) -> {
            Fairness telling = known.stream()
                    .filter(fairness -> tells(fairness, name))
                    .findFirst()
                    .orElse(known.get(0));
            String problem = problem(feature, name, gate, telling.disparities().get(name));
            if (problem != null) {
                missing.add(problem);
            }
        });
        return missing;
    }

    private static boolean tells(Fairness fairness, String name) {
        Disparity disparity = fairness.disparities().get(name);
        return disparity != null && disparity.outcome() == Disparity.Outcome.MEASURED;
    }

    private static @Nullable String problem(String feature, String name, Gate gate, @Nullable Disparity disparity) {
        if (disparity == null) {
            return "There is no figure '" + name + "' for '" + feature + "'.";
        }
        if (disparity.outcome() != Disparity.Outcome.MEASURED) {
            return "By '" + feature + "', " + name + " could not be told: " + disparity.reason();
        }
        GateVerdict verdict = Gates.check(name, gate, disparity.value());
        return verdict.passed() ? null : "By '" + feature + "', " + verdict.reason();
    }
}
