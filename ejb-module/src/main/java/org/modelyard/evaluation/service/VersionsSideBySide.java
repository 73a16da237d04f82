package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.evaluation.model.CardLines;
import org.modelyard.evaluation.model.ComparisonWish;
import org.modelyard.evaluation.model.EncodingLines;
import org.modelyard.evaluation.model.VersionRef;
import org.modelyard.evaluation.model.WeightDifferences;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.ModelCard;
import org.modelyard.registry.model.SignatureChange;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.ReadingTurns;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionScorers;
import org.modelyard.run.model.RunDifferences;

/** Two versions or more side by side: how good, how sure, and in what they differ. */
@ApplicationScoped
public class VersionsSideBySide {

    @Inject
    private Registry registry;

    @Inject
    private ModelCards cards;

    @Inject
    private VersionScorers scorers;

    @Inject
    private AskedSnapshots snapshots;

    @Inject
    private VersionTests tests;

    @Inject
    private ReadingTurns reading;

    /**
     * As it is known now; nothing is asked for.
     *
     * @param refs as {@code model:version}; the first is what the others are held against
     * @param snapshot id; null for that of the newest version that was trained here
     * @throws Refusal.Invalid unless these are two or more of one task, and not too many
     * @throws Refusal.Conflict when a stored model or document is damaged
     */
    public VersionsView of(Caller caller, List<String> refs, @Nullable String snapshot) {
        caller.require(Role.VIEWER);
        List<ModelVersionView> versions = resolved(caller, refs);
        return view(caller, versions, snapshot == null ? usual(versions) : Ids.parse("snapshot", snapshot));
    }

    /**
     * The same, and asks for every test that there is none of yet.
     *
     * @param rows on which; with none given, as above
     * @param wish null: the usual one, and a test that was made before is not made again
     */
    public VersionsView test(Caller caller, List<String> refs, Evaluations.Rows rows, @Nullable ComparisonWish wish) {
        caller.require(Role.OPERATOR);
        List<ModelVersionView> versions = resolved(caller, refs);
        UUID snapshot = snapshots
                .optional(caller, versions.get(versions.size() - 1).model(), rows)
                .map(AskedSnapshots.Asked::snapshot)
                .orElseGet(() -> usual(versions));
        if (snapshot == null) {
            throw new Refusal.Invalid(
                    "dataset", "They were trained elsewhere: say on which rows, by dataset, snapshot or golden set.");
        }
        tests.ask(caller, versions, snapshot, wish);
        return view(caller, versions, snapshot);
    }

    private List<ModelVersionView> resolved(Caller caller, List<String> refs) {
        List<String> distinct = new ArrayList<>(new LinkedHashSet<>(refs));
        if (distinct.size() < 2 || distinct.size() > RunDifferences.MOST) {
            throw new Refusal.Invalid(
                    "versions", "Name 2 to " + RunDifferences.MOST + " versions to compare, as model:version.");
        }
        List<ModelVersionView> versions = distinct.stream()
                .map(text -> VersionRef.parse("versions", text))
                .map(ref -> registry.resolve(caller, ref.model(), ref.version()))
                .toList();
        if (versions.stream().map(ModelVersionView::id).distinct().count() < versions.size()) {
            throw new Refusal.Invalid("versions", "Two of these are the same version.");
        }
        ModelVersionView first = versions.get(0);
        versions.stream()
                .filter(version -> version.task() != first.task())
                .findFirst()
                .ifPresent(other -> {
                    throw new Refusal.Invalid(
                            "versions",
                            "They answer different questions: " + first.task() + " and " + other.task() + ".");
                });
        return versions;
    }

    private static @Nullable UUID usual(List<ModelVersionView> versions) {
        return versions.stream()
                .filter(version -> version.lineage().snapshot() != null)
                .max(Comparator.comparing(ModelVersionView::createdAt))
                .map(version ->
                        UUID.fromString(Objects.requireNonNull(version.lineage().snapshot())))
                .orElse(null);
    }

    /** Null where the model lives elsewhere, or is a file whose weights are not known here. */
    private @Nullable ModelScorer ours(Caller caller, ModelVersionView version) {
        return !version.elsewhere() && scorers.stored(caller, version) instanceof ModelBundle known
                ? known.scorer()
                : null;
    }

    /** @param encodings by input, in the order of the versions */
    private record Seen(List<Map<String, String>> encodings, WeightDifferences weights) {}

    /** Models are read whole: one after the other, and for few comparisons at once. */
    private Seen seen(Caller caller, List<ModelVersionView> versions) {
        return reading.inTurn(() -> {
            Map<Integer, Map<String, String>> encodings = new TreeMap<>();
            WeightDifferences weights = WeightDifferences.of(versions.size(), i -> {
                ModelScorer model = ours(caller, versions.get(i));
                encodings.computeIfAbsent(i, first -> model == null ? Map.of() : EncodingLines.of(model.encoder()));
                return model;
            });
            return new Seen(List.copyOf(encodings.values()), weights);
        });
    }

    private VersionsView view(Caller caller, List<ModelVersionView> versions, @Nullable UUID snapshot) {
        List<ModelCard> known = versions.stream()
                .map(version -> cards.of(caller, version.model(), version.version()))
                .toList();
        Seen seen = seen(caller, versions);
        ModelVersionView first = versions.get(0);
        List<VersionsView.Changes> signatures = versions.stream()
                .skip(1)
                .map(version -> new VersionsView.Changes(
                        ref(version), SignatureChange.between(first.signature(), version.signature())))
                .toList();
        return new VersionsView(
                versions.stream().map(VersionsSideBySide::side).toList(),
                snapshot,
                sameRows(versions),
                MeasuredLines.of(versions, known),
                tests.of(caller, versions, snapshot),
                signatures,
                VersionsView.Lines.of(versions.stream()
                        .map(version -> hyperparameters(version.lineage()))
                        .toList()),
                VersionsView.Lines.of(seen.encodings()),
                seen.weights(),
                VersionsView.Lines.of(known.stream().map(CardLines::of).toList()));
    }

    private static boolean sameRows(List<ModelVersionView> versions) {
        String snapshot = versions.get(0).lineage().snapshotSha256();
        return snapshot != null
                && versions.stream()
                        .map(ModelVersionView::lineage)
                        .allMatch(lineage -> snapshot.equals(lineage.snapshotSha256())
                                && Objects.equals(
                                        lineage.seed(),
                                        versions.get(0).lineage().seed())
                                && Objects.equals(
                                        lineage.holdout(),
                                        versions.get(0).lineage().holdout()));
    }

    private static VersionsView.Side side(ModelVersionView version) {
        Lineage lineage = version.lineage();
        Object trainer = lineage.trainer().get("type");
        return new VersionsView.Side(
                version.model(),
                version.version(),
                version.stage(),
                trainer == null ? null : trainer.toString(),
                lineage.dataset(),
                lineage.snapshot(),
                lineage.rows(),
                version.metricsVerified(),
                version.createdAt());
    }

    private static Map<String, String> hyperparameters(Lineage lineage) {
        Map<String, String> lines = new TreeMap<>();
        lineage.trainer().forEach((name, value) -> lines.put(name, String.valueOf(value)));
        put(lines, "seed", lineage.seed());
        put(lines, "holdout", lineage.holdout());
        put(lines, "dataset", lineage.dataset());
        put(lines, "snapshot SHA-256", lineage.snapshotSha256());
        put(lines, "rows", lineage.rows());
        put(lines, "code", lineage.code());
        put(lines, "went on from", lineage.startedFrom());
        put(lines, "change of the parent", lineage.change());
        return lines;
    }

    private static void put(Map<String, String> lines, String name, @Nullable Object value) {
        if (value != null) {
            lines.put(name, value.toString());
        }
    }

    static String ref(ModelVersionView version) {
        return version.model() + ":" + version.version();
    }
}
