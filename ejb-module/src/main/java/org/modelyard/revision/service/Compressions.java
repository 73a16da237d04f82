package org.modelyard.revision.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.evaluation.model.AnswerLoss;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.evaluation.model.TableScores;
import org.modelyard.evaluation.service.AskableRows;
import org.modelyard.evaluation.service.AskedSnapshots;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.compress.WeightForm;
import org.modelyard.ml.data.Rows;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.ComparisonPlan;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.CompressionReport;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;

/** Versions with smaller weights, and what that gains and costs, measured. */
@ApplicationScoped
public class Compressions {

    private static final long SEED = 42;
    private static final int TIMED_ROWS = 5_000;
    private static final int TURNS = 5;

    @Inject
    private Registry registry;

    @Inject
    private Revisions revisions;

    @Inject
    private AskableRows askable;

    /** @param weights float16 or int8 */
    public record NewCompression(@Nullable String weights) {}

    /** A compressed version, and whether it is new. */
    public record Compressed(RevisionView version, boolean created) {}

    /** What was measured, or why nothing was. */
    private record Measured(
            CompressionReport.@Nullable Speed speed, @Nullable AnswerLoss loss, @Nullable String unmeasured) {

        static Measured not(String why) {
            return new Measured(null, null, why);
        }
    }

    /**
     * Makes a version of smaller weights, or finds the one that was made before: the same version and form are the same bytes. Its loss is measured on rows that the parent was not trained on, where such are known.
     *
     * @throws Refusal.Invalid when there is no such form, the model has no weights, or they are compressed already
     * @throws Refusal.Conflict when there is no model of the version here, or it is damaged
     */
    public Compressed quantise(Caller caller, String model, String wish, NewCompression wanted) {
        caller.require(Role.OPERATOR);
        WeightForm form = WeightForm.compressed(wanted.weights());
        ModelVersionView parent = registry.resolve(caller, model, wish);
        return revisions.alone(() -> {
            ModelBundle bundle = revisions.bundle(caller, parent);
            if (bundle.form() != WeightForm.FULL) {
                throw new Refusal.Invalid(
                        "weights",
                        "The weights of " + parent.version() + " are "
                                + bundle.form().text() + " already: compress the version that it was made of.");
            }
            ModelBundle smaller = bundle.compressed(form);
            byte[] file = smaller.write();
            return known(caller, parent, Sha256.hex(file))
                    .map(made -> new Compressed(made, false))
                    .orElseGet(
                            () -> add(caller, parent, smaller, report(caller, parent, bundle, smaller, file.length)));
        });
    }

    private Optional<RevisionView> known(Caller caller, ModelVersionView parent, String sha256) {
        return registry.ofBundle(caller, parent.model(), sha256).stream()
                .filter(version -> parent.version().equals(version.lineage().parent()))
                .filter(version -> version.artifacts().stream()
                        .anyMatch(artifact -> artifact.kind().equals(ArtifactKind.COMPRESSION)))
                .findFirst()
                .map(version -> revisions.found(caller, version, report(caller, version)));
    }

    /** What was measured when the version was made, if it was made by compressing another. */
    public Optional<CompressionReport> measured(Caller caller, ModelVersionView version) {
        caller.require(Role.VIEWER);
        return version.artifacts().stream()
                .filter(artifact -> artifact.kind().equals(ArtifactKind.COMPRESSION))
                .findFirst()
                .map(artifact -> report(caller, version));
    }

    private CompressionReport report(Caller caller, ModelVersionView version) {
        byte[] stored = registry.artifact(caller, version.model(), version.version(), ArtifactKind.COMPRESSION);
        return RegistryJson.read(new String(stored, StandardCharsets.UTF_8), CompressionReport.class);
    }

    private CompressionReport report(
            Caller caller, ModelVersionView parent, ModelBundle bundle, ModelBundle smaller, long bytes) {
        Measured measured = measured(caller, parent, bundle.scorer(), smaller.serving());
        return new CompressionReport(
                parent.version(),
                smaller.form().text(),
                bytes(parent),
                bytes,
                bundle.scorer().model() instanceof LinearModel linear
                        ? linear.bounds().size()
                        : 0,
                measured.speed(),
                measured.loss(),
                measured.unmeasured());
    }

    private Compressed add(Caller caller, ModelVersionView parent, ModelBundle smaller, CompressionReport report) {
        Revisions.Made made = new Revisions.Made(
                parent,
                smaller,
                ArtifactKind.COMPRESSION,
                RegistryJson.write(report),
                true,
                said(report),
                "weights as " + report.weights());
        Revisions.Added added = revisions.add(caller, made);
        if (!added.created()) { // another node was faster while this one measured
            return new Compressed(revisions.found(caller, added.version(), report(caller, added.version())), false);
        }
        RevisionView view = revisions.evaluated(caller, added.version(), made);
        return new Compressed(
                new RevisionView(view.version(), view.evaluation(), view.unevaluated(), view.decision(), null, report),
                true);
    }

    private static long bytes(ModelVersionView version) {
        return version.artifacts().stream()
                .filter(artifact -> artifact.kind().equals(ArtifactKind.MODEL))
                .mapToLong(ModelVersionView.ArtifactView::bytes)
                .sum();
    }

    private static String said(CompressionReport report) {
        return String.format(
                        Locale.ROOT,
                        "Weights of %s as %s: %,d bytes instead of %,d.",
                        report.parent(),
                        report.weights(),
                        report.bytesAfter(),
                        report.bytesBefore())
                + (report.constraintsDropped() == 0
                        ? ""
                        : " Its " + report.constraintsDropped() + " constraints of weights are not in this version.");
    }

    private Measured measured(Caller caller, ModelVersionView parent, Scorer before, Scorer after) {
        Optional<AskedSnapshots.Asked> asked = revisions.rows(caller, parent);
        if (asked.isEmpty()) {
            return Measured.not("No rows are known that the version has not learnt from.");
        }
        AskableRows.Askable rows;
        try {
            rows = askable.of(caller, asked.get().dataset(), asked.get().snapshot(), List.of(parent));
        } catch (Refusal refused) { // compressing needs no rows, only measuring does
            return Measured.not(String.valueOf(refused.getMessage()));
        }
        Table table = SignatureColumns.of(before.signature(), rows.rows());
        AnswerLoss loss = AnswerLoss.of(
                TableScores.of(before, table),
                TableScores.of(after, table),
                rows.constant(),
                ComparisonPlan.standard(parent.task(), SEED));
        return new Measured(speed(before, after, table), loss, null);
    }

    /** The best of some turns, one after the other, so that what else the machine does hits both. */
    private static CompressionReport.Speed speed(Scorer before, Scorer after, Table table) {
        int[] order = Rows.shuffled(table.rows(), new SplittableRandom(SEED));
        Table timed = table.select(Arrays.copyOf(order, Math.min(TIMED_ROWS, order.length)));
        long first = Long.MAX_VALUE;
        long second = Long.MAX_VALUE;
        for (int turn = 0; turn < TURNS; turn++) {
            first = Math.min(first, nanos(before, timed));
            second = Math.min(second, nanos(after, timed));
        }
        return new CompressionReport.Speed(timed.rows(), timed.rows() * 1e9 / first, timed.rows() * 1e9 / second);
    }

    private static long nanos(Scorer scorer, Table table) {
        long start = System.nanoTime();
        if (TableScores.of(scorer, table).rows() != table.rows()) {
            throw new IllegalStateException("a row without an answer");
        }
        return Math.max(1, System.nanoTime() - start);
    }
}
