package org.modelyard.registry.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.bundle.ScorerDocument;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.ml.declared.Chain;
import org.modelyard.ml.declared.ChainStep;
import org.modelyard.ml.declared.RemoteSpec;
import org.modelyard.ml.declared.ScorerSpec;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.store.ArtifactStore;

/** Makes models of documents that declare them: finds a chain's members, asks whether an endpoint may be reached, and stores the rest. */
@ApplicationScoped
public class DeclaredScorers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST = 1 << 20;

    @Inject
    private Registry registry;

    @Inject
    private StoredModels models;

    @Inject
    private ArtifactStore store;

    /** @throws Refusal.Invalid naming the place of what is wrong */
    ImportedModel read(Caller caller, Map<String, Object> document) {
        ScorerSpec spec = ScorerSpec.read(JSON.valueToTree(document));
        Map<String, String> files = new TreeMap<>();
        if (spec instanceof Chain chain) {
            spec = bound(caller, chain, files);
        }
        if (spec instanceof RemoteSpec remote) {
            models.open(remote).close(); // whether it may be reached, and its secret is there
        }
        ScorerDocument whole = new ScorerDocument(spec);
        byte[] bytes = whole.write();
        if (bytes.length > LARGEST) {
            throw new Refusal.Invalid(ScorerSpec.FIELD, "The document has at most " + LARGEST + " bytes.");
        }
        files.put(ArtifactKind.MODEL, store.put(bytes).sha256());
        return new ImportedModel(whole, files, Map.of(), Map.of("type", spec.type()), null);
    }

    private Chain bound(Caller caller, Chain chain, Map<String, String> files) {
        List<Signature> signatures = new ArrayList<>();
        List<String> shas = new ArrayList<>();
        for (int i = 0; i < chain.steps().size(); i++) {
            String where = ScorerSpec.FIELD + ".steps[" + i + "]";
            ModelVersionView version = version(caller, chain.steps().get(i), where);
            String sha = version.artifacts().stream()
                    .filter(artifact -> artifact.kind().equals(ArtifactKind.MODEL))
                    .map(ModelVersionView.ArtifactView::sha256)
                    .findFirst()
                    .orElseThrow(() -> new Refusal.Invalid(where, where + ": its model lives elsewhere."));
            StoredModel stored =
                    StoredModel.read(registry.artifact(caller, version.model(), version.version(), ArtifactKind.MODEL));
            if (stored instanceof ScorerDocument document && document.spec() instanceof Chain) {
                throw new Refusal.Invalid(where, where + ": a member of a chain is no chain; name its members.");
            }
            signatures.add(stored.signature());
            shas.add(sha);
            files.put(ArtifactKind.STEP + "-" + (i + 1), sha); // so that the clean-up leaves it
        }
        return chain.bound(signatures, shas);
    }

    private ModelVersionView version(Caller caller, ChainStep step, String where) {
        try {
            ModelVersionView version = registry.resolve(caller, step.model(), step.version());
            if (!version.version().equals(step.version())) {
                throw new Refusal.Invalid(
                        where + ".version",
                        where + ".version: name it by its number, now " + version.version()
                                + ": a version never changes in what it answers.");
            }
            if (!version.stage().answers()) {
                throw new Refusal.Invalid(
                        where,
                        where + ": " + step.model() + " " + step.version() + " is " + version.stage()
                                + " and cannot answer.");
            }
            return version;
        } catch (Refusal.NotFound e) {
            throw new Refusal.Invalid(where, where + ": " + e.getMessage());
        }
    }
}
