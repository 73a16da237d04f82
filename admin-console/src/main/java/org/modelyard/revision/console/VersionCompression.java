package org.modelyard.revision.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.model.AnswerLoss;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.registry.console.VersionPage;
import org.modelyard.registry.model.CompressionReport;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.revision.service.Compressions;
import org.modelyard.revision.service.RevisionView;

/** The part of a version's page that makes its weights smaller, or says what that has cost. */
@Named
@RequestScoped
public class VersionCompression {

    /** By the trainer, so that a page need not read the model to know. */
    private static final Set<String> WEIGHTED = Set.of(
            "logistic-regression",
            "linear-regression",
            "liblinear",
            "multinomial-naive-bayes",
            "factorisation-machine",
            "neural-network");

    @Inject
    private Compressions compressions;

    @Inject
    private VersionPage versions;

    @Inject
    private Viewer viewer;

    @Inject
    private Words words;

    private @Nullable CompressionReport report;
    private boolean asked;
    private String weights = "int8";

    /** Null unless the version was made by compressing another. */
    public @Nullable CompressionReport getReport() {
        ModelVersionView version = versions.getVersion();
        if (!asked && version != null) {
            asked = true;
            Notices.attempt(() ->
                    report = compressions.measured(viewer.caller(), version).orElse(null));
        }
        return report;
    }

    public boolean isCompressible() {
        ModelVersionView version = versions.getVersion();
        return version != null
                && getReport() == null
                && !version.elsewhere()
                && WEIGHTED.contains(String.valueOf(version.lineage().trainer().get("type")));
    }

    /** Size, worst answer and speed in a sentence each. */
    public String getVerdict() {
        CompressionReport known = getReport();
        if (known == null) {
            return "";
        }
        String size = "Its weights are " + known.weights() + ": " + words.bytes(known.bytesAfter()) + " instead of "
                + words.bytes(known.bytesBefore()) + ".";
        AnswerLoss loss = known.loss();
        CompressionReport.Speed speed = known.speed();
        if (loss == null || speed == null) {
            return size + " What it loses was not measured: " + known.unmeasured();
        }
        String changed = loss.changedAnswers() == null
                ? ""
                : " " + words.number(loss.changedAnswers()) + " are answered with another label.";
        return size + " Of " + words.number(loss.rows()) + " rows, the worst answer differs by "
                + words.number(loss.worstDifference()) + "." + changed + " It answers "
                + words.number(speed.rowsPerSecondAfter()) + " rows a second, " + known.parent() + " "
                + words.number(speed.rowsPerSecondBefore()) + ", measured in one run."
                + (known.constraintsDropped() == 0 ? "" : " What was laid down about weights is not in this version.");
    }

    /** Makes the version, or finds it, and leads to it. */
    public void compress() {
        Notices.attempt(() -> show(compressions
                .quantise(
                        viewer.caller(),
                        versions.getModel(),
                        versions.getNumber(),
                        new Compressions.NewCompression(weights))
                .version()));
    }

    /** Leads to a version that was made, and says what happens to it. */
    static void show(RevisionView made) {
        Notices.done(made.version().version() + " is made. "
                + (made.unevaluated() == null ? "It is being evaluated." : made.unevaluated()));
        Links.go("/console/models/" + made.version().model() + "/versions/"
                + made.version().version());
    }

    public String getWeights() {
        return weights;
    }

    public void setWeights(String weights) {
        this.weights = weights;
    }
}
