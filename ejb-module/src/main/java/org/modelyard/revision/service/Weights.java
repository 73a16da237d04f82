package org.modelyard.revision.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.weights.FeatureWeights;
import org.modelyard.ml.weights.WeightChange;
import org.modelyard.ml.weights.WeightEdit;
import org.modelyard.ml.weights.WeightQuery;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.SoftlyKept;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.ReadingTurns;
import org.modelyard.registry.service.Registry;

/** The weights of linear versions: looked at, compared, and changed by hand, which makes another version. */
@ApplicationScoped
public class Weights {

    /** Models are large, and people turn pages. */
    private static final int KEPT = 8;

    private static final int LONGEST_REASON = 2_000;

    @Inject
    private Registry registry;

    @Inject
    private Revisions revisions;

    @Inject
    private ReadingTurns reading;

    private record Key(long version, @Nullable String output) {}

    private final SoftlyKept<Key, FeatureWeights> kept = new SoftlyKept<>(KEPT);

    /**
     * Which weights are wanted.
     *
     * @param output beside the target; null: the target
     * @param with a version of the same model to compare with; null: none
     * @param text that the feature's meaning contains; null: any
     * @param label null: any
     * @param constrained only those about which something is laid down
     * @param limit null: 50
     * @param cursor of an earlier page; null for the first
     */
    public record Wanted(
            @Nullable String output,
            @Nullable String with,
            @Nullable String text,
            @Nullable String label,
            boolean constrained,
            @Nullable Integer limit,
            @Nullable String cursor) {}

    /** Changes and why: both are kept in the version. */
    public record NewWeights(@Nullable List<WeightChange> changes, @Nullable String reason) {}

    /** What is kept of changes, beside the weights themselves. */
    private record Document(String parent, String reason, String by, List<WeightEdit.Change> changes) {}

    /**
     * @param wish a number, a range or an alias
     * @throws Refusal.Invalid when the model is not linear, or the two versions cannot be compared
     * @throws Refusal.Conflict when there is no model of a version here, or it is damaged
     */
    public WeightsView list(Caller caller, String model, String wish, Wanted wanted) {
        caller.require(Role.VIEWER);
        ModelVersionView version = registry.resolve(caller, model, wish);
        ModelVersionView other = wanted.with() == null ? null : registry.resolve(caller, model, wanted.with());
        FeatureWeights weights = weights(caller, version, wanted.output());
        int limit = PageRequest.of(wanted.limit(), null).limit();
        FeatureWeights.Chosen chosen = weights.choose(
                new WeightQuery(
                        wanted.text(),
                        wanted.label(),
                        wanted.constrained(),
                        limit,
                        wanted.cursor() == null ? null : WeightQuery.Seen.of(wanted.cursor())),
                other == null ? null : weights(caller, other, wanted.output()));
        return new WeightsView(
                version.model(),
                version.version(),
                wanted.output(),
                other == null ? null : other.version(),
                weights.biases(),
                chosen.matching(),
                chosen.items(),
                chosen.next());
    }

    private FeatureWeights weights(Caller caller, ModelVersionView version, @Nullable String output) {
        return reading.keptOr(
                kept,
                new Key(version.id(), output),
                () -> FeatureWeights.of(revisions.bundle(caller, version).scorer(), output));
    }

    /**
     * Makes a version with the target's weights as the changes say.
     *
     * @throws Refusal.Invalid naming every wrong change, or when the reason is missing, or the model is not linear
     * @throws Refusal.Conflict when there is no model of the version here, or it is damaged
     */
    public RevisionView change(Caller caller, String model, String wish, NewWeights wanted) {
        caller.require(Role.OPERATOR);
        String reason = wanted.reason() == null ? "" : wanted.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new Refusal.Invalid(
                    "reason", "Say why, in 1 to " + LONGEST_REASON + " characters: it stays with the version.");
        }
        List<WeightChange> changes = wanted.changes() == null ? List.of() : wanted.changes();
        ModelVersionView parent = registry.resolve(caller, model, wish);
        return revisions.alone(() -> {
            ModelBundle bundle = revisions.bundle(caller, parent);
            WeightEdit edit = WeightEdit.of(bundle.scorer(), changes);
            Revisions.Made change = new Revisions.Made(
                    parent,
                    new ModelBundle(edit.scorer(), bundle.spec(), bundle.seed()),
                    ArtifactKind.WEIGHT_CHANGES,
                    RegistryJson.write(new Document(parent.version(), reason, caller.actor(), edit.changes())),
                    false,
                    reason,
                    edit.changes().size() + " weights by hand, " + Texts.brief(reason));
            RevisionView made =
                    revisions.evaluated(caller, revisions.add(caller, change).version(), change);
            return new RevisionView(
                    made.version(),
                    made.evaluation(),
                    made.unevaluated(),
                    made.decision(),
                    edit.changes().size(),
                    null);
        });
    }
}
