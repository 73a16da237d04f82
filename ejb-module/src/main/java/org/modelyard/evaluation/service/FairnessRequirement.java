package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * That a version treats the groups of sensitive features alike: on the rows that the policy names where it names some, else by the documents that
 * its training or its first evaluation left.
 */
@ApplicationScoped
public class FairnessRequirement implements PromotionRequirement {

    @Inject
    private NamedEvaluations evaluations;

    @Inject
    private IntactFiles files;

    @Override
    public List<String> unmet(Caller caller, ModelVersionView version, PromotionPolicy policy, String environment) {
        List<String> missing = new ArrayList<>();
        if (!policy.fairness().isEmpty()) {
            List<Fairness> known = new ArrayList<>();
            try {
                known.addAll(evaluations
                        .of(caller, version, policy)
                        .map(named -> measured(named.evaluation()))
                        .orElseGet(() -> stored(caller, version)));
            } catch (Refusal.Conflict damaged) { // said, so that whoever asks hears of all else too
                missing.add(String.valueOf(damaged.getMessage()));
            }
            policy.fairness().forEach((feature, bounds) -> missing.addAll(unmet(feature, bounds, known)));
        }
        return missing;
    }

    /** A version that was made elsewhere or by hand, and measured here before this was looked at, has none of its own. */
    private List<Fairness> stored(Caller caller, ModelVersionView version) {
        IntactFiles.Place place = new IntactFiles.Place(
                caller.organisationId(),
                "model/" + version.model(),
                "The document of how " + version.model() + " " + version.version() + " treats groups");
        List<Fairness> own = version.artifacts().stream()
                .filter(artifact -> artifact.kind().startsWith(ArtifactKind.FAIRNESS))
                .map(artifact ->
                        Fairness.fromJson(new String(files.read(place, artifact.sha256()), StandardCharsets.UTF_8)))
                .toList();
        return own.isEmpty() ? measured(evaluations.newest(caller, version).orElse(null)) : own;
    }

    private static List<Fairness> measured(@Nullable VersionEvaluation evaluation) {
        String documents = evaluation == null ? null : evaluation.fairness();
        return documents == null ? List.of() : Fairness.allFromJson(documents);
    }

    private static List<String> unmet(String feature, Map<String, Gate> bounds, List<Fairness> known) {
        Fairness measured = known.stream()
                .filter(fairness -> fairness.feature().equals(feature))
                .findFirst()
                .orElse(null);
        if (measured == null) {
            return List.of("How it treats the groups of '" + feature
                    + "' was not measured: evaluate it on rows that have it, which the policy names if it names any.");
        }
        List<String> missing = new ArrayList<>();
        bounds.forEach((name, gate) -> {
            String problem = problem(feature, name, gate, measured.disparities().get(name));
            if (problem != null) {
                missing.add(problem);
            }
        });
        return missing;
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
