package org.modelyard.lineage.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.audit.service.AuditView;
import org.modelyard.lineage.model.CanonicalJson;
import org.modelyard.registry.service.ApprovalRequirement;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.PromotionPolicies;

/** What a version had to fulfil, who approved of it and what the audit says of it, for its record. */
@ApplicationScoped
public class RecordedRules {

    private static final int MOST = 10_000;
    private static final String GOVERN = "model.govern";
    private static final String GOVERN_PLACE = "environment.govern";

    @Inject
    private PromotionPolicies policies;

    @Inject
    private ApprovalRequirement approvals;

    @Inject
    private Audit audit;

    /** What the policy of a model or an environment was from when on, by the audit, oldest first. */
    record History(List<AuditView> changes) {

        /** Null while there was none. */
        JsonNode policyAt(Instant time) {
            JsonNode policy = JsonNodeFactory.instance.nullNode();
            for (AuditView change : changes) {
                if (!change.at().isAfter(time)) {
                    policy = policy(change);
                }
            }
            return policy;
        }

        private static JsonNode policy(AuditView change) {
            String document = change.detail();
            return document == null || !document.startsWith("{")
                    ? JsonNodeFactory.instance.nullNode()
                    : CanonicalJson.parse(document);
        }
    }

    /** The model's policies so far. */
    History history(Caller caller, ModelVersionView version) {
        return new History(audit.done(caller, List.of("model/" + version.model()), GOVERN, MOST + 1));
    }

    /** An environment's policies so far. */
    History ofEnvironment(Caller caller, String environment) {
        return new History(audit.done(caller, List.of("environment/" + environment), GOVERN_PLACE, MOST + 1));
    }

    /**
     * Writes policy, approvals and audit into the record.
     *
     * @param subjects by which the audit knows what belongs to it
     * @param cut takes the names of lists of which there is more
     */
    void write(
            Caller caller,
            ModelVersionView version,
            History history,
            List<String> subjects,
            ObjectNode document,
            List<String> cut) {
        document.set(
                "policy",
                policies.of(caller, version.model())
                        .map(CanonicalJson::tree)
                        .orElse(JsonNodeFactory.instance.nullNode()));
        var past = document.putArray("policies");
        first(history.changes(), "policies", cut).forEach(change -> past.addObject()
                .put("at", CanonicalJson.tree(change.at()).asText())
                .put("actor", change.actor())
                .set("policy", History.policy(change)));
        document.set(
                "approvals",
                CanonicalJson.tree(approvals
                        .list(caller, version.model(), version.version())
                        .items()));
        document.set("audit", CanonicalJson.tree(first(audit.done(caller, subjects, null, MOST + 1), "audit", cut)));
    }

    /** The oldest of them; the record says so where there are more. */
    static List<AuditView> first(List<AuditView> lines, String name, List<String> cut) {
        if (lines.size() <= MOST) {
            return lines;
        }
        cut.add(name);
        return lines.subList(0, MOST);
    }
}
