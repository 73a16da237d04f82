package org.modelyard.evaluation.service;

import jakarta.ejb.Local;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.entity.GoldenSet;
import org.modelyard.evaluation.entity.StoredEvaluations;
import org.modelyard.evaluation.entity.StoredGoldenSets;
import org.modelyard.ml.evaluation.GateVerdict;
import org.modelyard.ml.evaluation.Gates;
import org.modelyard.registry.model.PromotionPolicy;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.PromotionRequirement;

/** That a version was evaluated on the rows that the policy names, and reached what the policy asks for there. */
@Stateless
@LocalBean
@Local(PromotionRequirement.class)
public class EvaluationRequirement implements PromotionRequirement {

    @Inject
    private StoredEvaluations evaluations;

    @Inject
    private StoredGoldenSets goldenSets;

    @Override
    public List<String> unmet(Caller caller, ModelVersionView version, PromotionPolicy policy, String environment) {
        if (policy.golden() != null) {
            Optional<GoldenSet> golden = goldenSets.byName(caller.organisationId(), version.model(), policy.golden());
            return golden.isEmpty()
                    ? List.of("The model has no golden set '" + policy.golden() + "', which its policy names.")
                    : on(golden.get().snapshot(), "the golden set '" + policy.golden() + "'", caller, version, policy);
        }
        if (policy.snapshot() != null) {
            return on(UUID.fromString(policy.snapshot()), "snapshot " + policy.snapshot(), caller, version, policy);
        }
        if (!policy.gates().isEmpty() && !version.metricsVerified()) {
            return List.of("Its metrics were declared, not measured here: evaluate it first.");
        }
        return gates(version.metrics(), policy);
    }

    private List<String> on(
            UUID snapshot, String name, Caller caller, ModelVersionView version, PromotionPolicy policy) {
        return evaluations
                .completed(caller.organisationId(), version.model(), version.version(), snapshot)
                .map(evaluation -> gates(RegistryJson.metrics(String.valueOf(evaluation.metrics())), policy))
                .orElseGet(() -> List.of("It has not been evaluated on " + name + "."));
    }

    private static List<String> gates(Map<String, @Nullable Double> metrics, PromotionPolicy policy) {
        List<String> missing = new ArrayList<>();
        policy.gates().forEach((name, gate) -> {
            Double value = metrics.get(name);
            if (value == null) {
                missing.add("Its evaluation has no " + name + ".");
                return;
            }
            GateVerdict verdict = Gates.check(name, gate, value);
            if (!verdict.passed()) {
                missing.add(verdict.reason());
            }
        });
        return missing;
    }
}
