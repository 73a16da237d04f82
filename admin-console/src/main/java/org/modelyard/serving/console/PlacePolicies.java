package org.modelyard.serving.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.Viewer;
import org.modelyard.registry.console.PolicySentences;
import org.modelyard.registry.model.EnvironmentPolicy;
import org.modelyard.serving.service.EnvironmentPolicies;

/** What environments ask of the versions of every model, in words. */
@Named
@RequestScoped
public class PlacePolicies {

    @Inject
    private EnvironmentPolicies policies;

    @Inject
    private Viewer viewer;

    /** Each phase of a request asks, once for each environment. */
    private @Nullable Map<String, EnvironmentPolicy> known;

    /** A sentence each; empty where the environment asks for nothing. */
    public List<String> of(String environment) {
        EnvironmentPolicy policy = policies().get(environment);
        return policy == null ? List.of() : sentences(policy);
    }

    /** A line for each environment that asks for something, with its name in front. */
    public List<String> getAll() {
        return policies().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(" ", sentences(entry.getValue())))
                .toList();
    }

    static List<String> sentences(EnvironmentPolicy policy) {
        return PolicySentences.of(policy.gates(), policy.fairness(), policy.approvals());
    }

    private Map<String, EnvironmentPolicy> policies() {
        Map<String, EnvironmentPolicy> all = known;
        if (all == null) {
            all = policies.all(viewer.caller());
            known = all;
        }
        return all;
    }
}
