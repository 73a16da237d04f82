package org.modelyard.evaluation.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.dataset.service.SnapshotTables;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.ml.data.Rows;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.explain.Explainer;
import org.modelyard.ml.explain.Explanation;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.model.InputReader;

/** Says of one answer what each input adds to it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Explanations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BACKGROUND = 100;
    private static final long SEED = 42;

    @Inject
    private Registry registry;

    @Inject
    private VersionScorers scorers;

    @Inject
    private SnapshotTables snapshots;

    /**
     * @param inputs as a prediction takes them
     * @param label the one to explain; null for the one that is answered
     * @throws Refusal.Invalid when the inputs do not fit the version, or there is no such label
     * @throws Refusal.Conflict when the version has no model here, or needs rows of its training, which was elsewhere
     */
    public Explanation of(
            Caller caller, String model, String wish, Map<String, Object> inputs, @Nullable String label) {
        caller.require(Role.REVIEWER);
        ModelVersionView version = registry.resolve(caller, model, wish);
        ModelScorer scorer = scorers.of(caller, version);
        if (label != null && !scorer.signature().labels().contains(label)) {
            throw new Refusal.Invalid("label", "The model has no label '" + label + "'.");
        }
        boolean exact = scorer.model() instanceof LinearModel || scorer.model() instanceof TreeEnsemble;
        Table background = exact ? null : background(caller, version, scorer);
        return new Explainer(scorer, background, Explainer.PAIRS, SEED).explain(row(scorer, inputs), label);
    }

    private static InputRow row(ModelScorer scorer, Map<String, Object> inputs) {
        InputReader reader = new InputReader(scorer.signature());
        try (JsonParser parser = JSON.valueToTree(inputs).traverse(JSON)) {
            parser.nextToken();
            InputRow row = reader.read(parser, "inputs");
            if (!reader.errors().isEmpty()) {
                throw new Refusal.Invalid("The inputs do not fit the version.", reader.errors());
            }
            return row;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some rows of the snapshot that the version was trained on. */
    private Table background(Caller caller, ModelVersionView version, ModelScorer scorer) {
        String snapshot = version.lineage().snapshot();
        if (snapshot == null) {
            throw new Refusal.Conflict(version.model() + " " + version.version()
                    + " was trained elsewhere: there are no rows to explain its answers against.");
        }
        Table table = snapshots.load(caller.organisationId(), UUID.fromString(snapshot));
        int[] order = Rows.shuffled(table.rows(), new SplittableRandom(SEED));
        Table some = table.select(Arrays.copyOf(order, Math.min(BACKGROUND, order.length)));
        return SignatureColumns.of(scorer.signature(), some);
    }
}
