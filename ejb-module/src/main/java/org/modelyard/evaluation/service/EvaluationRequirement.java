package org.modelyard.evaluation.service;

import jakarta.ejb.Local;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.evaluation.entity.VersionEvaluation;
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
    private NamedEvaluations evaluations;

    @Override
    public List<String> unmet(Caller caller, ModelVersionView version, PromotionPolicy policy, String environment) {
        return evaluations
                .of(caller, version, policy)
                .map(named -> unmet(named, policy))
                .orElseGet(() -> !policy.gates().isEmpty() && !version.metricsVerified()
                        ? List.of("Its metrics were declared, not measured here: evaluate it first.")
                        : gates(version.metrics(), policy));
    }

    private static List<String> unmet(NamedEvaluations.Named named, PromotionPolicy policy) {
        VersionEvaluation evaluation = named.evaluation();
        if (!named.known()) {
            return List.of("The model has no " + named.words() + ", which its policy names.");
        }
        if (evaluation == null) {
            return List.of("It has not been evaluated on " + named.words() + ".");
        }
        List<String> missing = new ArrayList<>();
        Long asked = evaluation.asked();
        if (asked == null || asked < Gates.MINIMUM_ROWS) {
            missing.add("Of " + named.words() + " it could be asked about " + asked + " rows, at least "
                    + Gates.MINIMUM_ROWS + " are needed; " + evaluation.leftOut()
                    + " were left out, since it had learnt from them.");
        }
        missing.addAll(gates(RegistryJson.metrics(String.valueOf(evaluation.metrics())), policy));
        return missing;
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
