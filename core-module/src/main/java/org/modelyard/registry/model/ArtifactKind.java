package org.modelyard.registry.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.modelyard.ml.export.ExportFormat;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** The kinds of artifacts that training makes. A version has one of each at most; other kinds may come. */
public final class ArtifactKind {

    /** The model bundle: encoder, weights, labels. */
    public static final String MODEL = "model";
    /** The drift profile: layout and reference histograms. */
    public static final String PROFILE = "profile";
    /** The evaluation as JSON. */
    public static final String EVALUATION = "evaluation";

    /** The evaluation of what the version answers beside its target, as JSON. */
    public static final String OUTPUTS = "outputs";

    /** Where the version does worse than elsewhere, as JSON. */
    public static final String SLICES = "slices";
    /** How it treats the groups of a sensitive feature, as JSON; followed by a hyphen and the feature's number. */
    public static final String FAIRNESS = "fairness";
    /** What each input is worth, as JSON. */
    public static final String IMPORTANCE = "importance";
    /** The figures of the folds, as JSON. */
    public static final String CROSS_VALIDATION = "cross-validation";

    /** What the calibration of the probabilities does to rows that it was not fitted on, as JSON. */
    public static final String CALIBRATION = "calibration";

    /** The model of a fold, followed by a hyphen and its number, where the recipe keeps them. */
    public static final String MEMBER = "member";

    /** The model of a chain's member, followed by a hyphen and its number. */
    public static final String STEP = "step";

    /** The examples of its snapshot, to be found by what they are like, where the recipe keeps them. */
    public static final String CASES = "cases";

    /** The training job as a request that asks for the same again, as YAML. */
    public static final String CONFIG = "config";

    /** Which weights were changed by hand, and why, as JSON. */
    public static final String WEIGHT_CHANGES = "weight-changes";

    /** What making its weights smaller has gained and cost, as JSON. */
    public static final String COMPRESSION = "compression";

    /** The file that the version was imported from, as it came. */
    public static final String IMPORT = "import";

    /** The version in another form, followed by a hyphen and the format's name. */
    public static final String EXPORT = "export";

    /** What people may lay beside a version, whose answers do not depend on it; a hyphen and a word of their own may follow. */
    public static final List<String> BROUGHT = List.of("card", "checkpoint", CONFIG, "metadata", "tokenizer");

    private static final Pattern BROUGHT_KIND =
            Pattern.compile("(" + String.join("|", BROUGHT) + ")(-[a-z0-9]{1,24})?");

    /** @throws Refusal.Invalid when it is no kind that people bring */
    public static void requireBrought(String kind) {
        if (!BROUGHT_KIND.matcher(kind).matches()) {
            throw new Refusal.Invalid(
                    "kind",
                    "'" + Texts.brief(kind) + "' is no kind that people bring: one of " + String.join(", ", BROUGHT)
                            + ", which a hyphen and a word of 1-24 letters or digits may follow. A version never changes in what it"
                            + " answers, so its model stays.");
        }
    }

    public static String export(ExportFormat format) {
        return EXPORT + "-" + format.text();
    }

    /** The export format of a kind; empty when it is another kind of artifact. */
    public static Optional<ExportFormat> exported(String kind) {
        return Arrays.stream(ExportFormat.values())
                .filter(format -> export(format).equals(kind))
                .findFirst();
    }

    /** Whether a version that serves is read from artifacts of this kind: its model, those of a chain's members, its drift profile. */
    public static boolean isAnsweredBy(String kind) {
        return kind.equals(MODEL) || kind.equals(PROFILE) || kind.startsWith(STEP + "-");
    }

    /** Whether an artifact of this kind is JSON. */
    public static boolean isJson(String kind) {
        return kind.equals(EVALUATION)
                || kind.equals(OUTPUTS)
                || kind.equals(SLICES)
                || kind.startsWith(FAIRNESS)
                || kind.equals(IMPORTANCE)
                || kind.equals(CROSS_VALIDATION)
                || kind.equals(CALIBRATION)
                || kind.equals(WEIGHT_CHANGES)
                || kind.equals(COMPRESSION)
                || kind.equals(export(ExportFormat.JSON));
    }

    /** What a downloaded artifact is called. */
    public static String fileName(String model, String version, String kind) {
        return exported(kind)
                .map(format -> model + "-" + version + "." + format.suffix())
                .orElse(model + "-" + version + "-" + kind + suffix(kind));
    }

    private static String suffix(String kind) {
        return kind.equals(CONFIG) ? ".yaml" : isJson(kind) ? ".json" : ".bin";
    }

    private ArtifactKind() {}
}
