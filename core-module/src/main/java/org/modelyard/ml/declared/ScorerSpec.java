package org.modelyard.ml.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;

/** A scorer as a document declares it. */
public sealed interface ScorerSpec permits RuleTable, Chain, RemoteSpec {

    /** Where a document stands in a request. */
    String FIELD = "scorer";

    /** {@code rules}, {@code chain} or {@code remote}. */
    String type();

    Signature signature();

    /** The document that {@link #read} takes back to an equal one. */
    ObjectNode toJson();

    /**
     * Brings it into memory.
     *
     * @return to be closed
     * @throws Refusal.Invalid when the surroundings do not allow what it needs
     */
    Scorer open(Surroundings surroundings);

    /** @throws Refusal.Invalid naming the place of what is wrong */
    static ScorerSpec read(JsonNode json) {
        DocumentNode document = new DocumentNode(json, FIELD);
        return switch (document.text("type")) {
            case RuleTable.TYPE -> RuleTable.read(document);
            case Chain.TYPE -> Chain.read(document);
            case RemoteSpec.TYPE -> RemoteSpec.read(document);
            default -> throw document.wrong("type", "This is one of rules, chain, remote.");
        };
    }
}
