package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.bundle.OnnxBundle;
import org.modelyard.ml.bundle.ScorerDocument;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.ml.bundle.TribuoImport;
import org.modelyard.ml.bundle.VersionPackage;
import org.modelyard.ml.onnx.OnnxContract;
import org.modelyard.ml.onnx.OnnxWish;
import org.modelyard.ml.score.Signature;
import org.modelyard.monitoring.model.BooleanLayout;
import org.modelyard.monitoring.model.CategoryLayout;
import org.modelyard.monitoring.model.FeatureLayout;
import org.modelyard.monitoring.model.NumericLayout;
import org.modelyard.monitoring.model.ProfileLayout;
import org.modelyard.monitoring.model.TextLayout;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.DriftProfile;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.store.ArtifactStore;

/** Reads files from elsewhere, each format by its own rules, and refuses them in words. */
@ApplicationScoped
public class ModelImports {

    /** Files are read whole. */
    static final int LARGEST = 256 << 20;

    private static final String FIELD = "import";

    @Inject
    private ArtifactStore store;

    @Inject
    private ImportTrials trials;

    /**
     * What is wrong with what is said of a file can be told without it.
     *
     * @param task null: read
     * @param signature that somebody declares of an ONNX file; null: read
     * @throws Refusal.Invalid when it does not fit the format, or there is no such format
     */
    static void check(ImportWish wish, @Nullable Task task, @Nullable SignatureDocument signature) {
        switch (String.valueOf(wish.format())) {
            case "onnx" -> said(wish, task, signature);
            case "tribuo", "bundle" -> requireNothingElse(wish, signature);
            default -> throw unknownFormat();
        }
    }

    private static Refusal.Invalid unknownFormat() {
        return new Refusal.Invalid("import.format", "Say the file's format: one of onnx, tribuo, bundle.");
    }

    /**
     * Reads and tries a file, and stores what comes of it. What is said of it is {@link #check checked}.
     *
     * @param task null: read
     * @param signature that somebody declares of an ONNX file; null: read
     * @throws Refusal.Invalid when the file is not taken, or is not what is said of it
     */
    ImportedModel read(ImportWish wish, @Nullable Task task, @Nullable SignatureDocument signature, byte[] content) {
        if (content.length > LARGEST) {
            throw new Refusal.Invalid(
                    FIELD, "A file to import has at most " + LARGEST + " bytes; this has " + content.length + ".");
        }
        try {
            ImportedModel read =
                    switch (String.valueOf(wish.format())) {
                        case "onnx" -> onnx(OnnxContract.of(content, said(wish, task, signature)));
                        case "tribuo" -> ours(TribuoImport.read(content), Map.of(), Map.of());
                        case "bundle" -> bundle(content);
                        default -> throw unknownFormat();
                    };
            if (task != null && read.model().signature().task() != task) {
                throw new Refusal.Invalid(
                        "task", "The file is for " + read.model().signature().task() + ", not for " + task + ".");
            }
            Map<String, String> files = new TreeMap<>(read.files());
            files.put(ArtifactKind.IMPORT, store.put(content).sha256());
            return new ImportedModel(read.model(), files, read.metrics(), read.trainer(), read.seed());
        } catch (CorruptContent e) {
            Refusal.Invalid refused = new Refusal.Invalid(
                    FIELD, "The file cannot be imported as " + wish.format() + ": " + e.getMessage());
            refused.initCause(e);
            throw refused;
        }
    }

    private static void requireNothingElse(ImportWish wish, @Nullable SignatureDocument signature) {
        if (signature != null || wish.features() != null || wish.missing() != null || wish.outputs() != null) {
            throw new Refusal.Invalid(
                    FIELD,
                    "signature, features, missing and outputs are said of ONNX files; a file of this format brings its own.");
        }
    }

    private static OnnxWish said(ImportWish wish, @Nullable Task task, @Nullable SignatureDocument signature) {
        if (signature != null && !signature.outputs().isEmpty()) {
            throw new Refusal.Invalid("signature.outputs", "An imported ONNX file answers its target alone.");
        }
        List<OnnxWish.Input> inputs = new ArrayList<>();
        if (signature != null) {
            signature
                    .inputs()
                    .forEach(input -> inputs.add(
                            new OnnxWish.Input(input.name(), input.type(), input.required(), input.sensitive())));
        }
        List<String> features = new ArrayList<>();
        if (wish.features() != null) {
            for (String feature : wish.features()) {
                features.add(given("import.features", feature));
            }
        }
        Map<String, String> missing = new LinkedHashMap<>();
        if (wish.missing() != null) {
            wish.missing().forEach((name, value) -> missing.put(name, given("import.missing", value)));
        }
        ImportWish.Outputs outputs = wish.outputs();
        return new OnnxWish(
                signature == null ? task : signature.task(),
                inputs,
                signature == null ? List.of() : signature.labels(),
                features,
                missing,
                outputs == null || outputs.label() == null ? "" : outputs.label(),
                outputs == null || outputs.answer() == null ? "" : outputs.answer());
    }

    private static String given(String field, @Nullable Object value) {
        if (value instanceof String || value instanceof Number) {
            return value.toString();
        }
        if (value instanceof Boolean truth) {
            return truth ? "1" : "0";
        }
        throw new Refusal.Invalid(
                field, "'" + Texts.brief(String.valueOf(value)) + "' is neither a word nor a number.");
    }

    private ImportedModel onnx(OnnxContract contract) {
        trials.require(contract);
        OnnxBundle bundle = new OnnxBundle(contract);
        return new ImportedModel(
                bundle,
                Map.of(ArtifactKind.MODEL, store.put(bundle.write()).sha256()),
                Map.of(),
                Map.of("type", "onnx"),
                null);
    }

    private ImportedModel bundle(byte[] content) {
        VersionPackage around = VersionPackage.is(content) ? VersionPackage.read(content) : null;
        byte[] inner = around == null ? content : around.files().get(VersionPackage.MODEL);
        StoredModel model = StoredModel.read(inner == null ? content : inner);
        Map<String, String> files = around == null ? Map.of() : beside(around, model);
        Map<String, @Nullable Double> metrics = around == null ? Map.of() : metrics(around);
        if (model instanceof OnnxBundle foreign) {
            ImportedModel read = onnx(foreign.contract());
            Map<String, String> all = new TreeMap<>(files);
            all.putAll(read.files());
            return new ImportedModel(read.model(), all, metrics, read.trainer(), null);
        }
        if (model instanceof ScorerDocument) {
            throw new CorruptContent("It holds a declared scorer: register its document as 'scorer'.");
        }
        return ours((ModelBundle) model, files, metrics);
    }

    private ImportedModel ours(ModelBundle bundle, Map<String, String> beside, Map<String, @Nullable Double> metrics) {
        Map<String, String> files = new TreeMap<>(beside);
        files.put(ArtifactKind.MODEL, store.put(bundle.write()).sha256());
        Map<String, Object> trainer = new TreeMap<>(bundle.spec().values());
        trainer.put("type", bundle.spec().type());
        return new ImportedModel(bundle, files, metrics, trainer, bundle.seed());
    }

    /** The drift profile, where it is one of this model. */
    private Map<String, String> beside(VersionPackage around, StoredModel model) {
        byte[] signature = around.files().get(VersionPackage.SIGNATURE);
        if (signature != null
                && !foreign(VersionPackage.SIGNATURE, () -> RegistryJson.read(text(signature), SignatureDocument.class))
                        .equals(SignatureDocument.of(model.signature()))) {
            throw new CorruptContent("Its " + VersionPackage.SIGNATURE + " is another than the model's.");
        }
        byte[] profile = around.files().get(VersionPackage.PROFILE);
        if (profile == null) {
            return Map.of();
        }
        if (!fits(DriftProfile.fromBytes(profile).layout(), model.signature())) {
            throw new CorruptContent(
                    "Its " + VersionPackage.PROFILE + " is for other inputs than the model's, or for other labels.");
        }
        return Map.of(ArtifactKind.PROFILE, store.put(profile).sha256());
    }

    /** Requests and answers are counted in it by place and type. */
    static boolean fits(ProfileLayout layout, Signature signature) {
        if (layout.features().size() != signature.inputs().size()) {
            return false;
        }
        for (int i = 0; i < layout.features().size(); i++) {
            FeatureLayout cells = layout.features().get(i);
            FeatureSpec feature = signature.inputs().get(i).feature();
            if (!cells.name().equals(feature.name()) || !fits(cells, feature.type())) {
                return false;
            }
        }
        return layout.labels().known().equals(signature.labels());
    }

    private static boolean fits(FeatureLayout cells, FeatureType type) {
        return switch (type) {
            case NUMERIC, TIMESTAMP -> cells instanceof NumericLayout;
            case BOOLEAN -> cells instanceof BooleanLayout;
            case CATEGORICAL -> cells instanceof CategoryLayout;
            case TEXT -> cells instanceof TextLayout;
        };
    }

    private static Map<String, @Nullable Double> metrics(VersionPackage around) {
        byte[] metrics = around.files().get(VersionPackage.METRICS);
        return metrics == null ? Map.of() : foreign(VersionPackage.METRICS, () -> RegistryJson.metrics(text(metrics)));
    }

    /** Documents of our own that cannot be read are a fault; those of others are refused. */
    private static <T> T foreign(String name, Supplier<T> reading) {
        try {
            T read = reading.get();
            if (read == null) {
                throw new CorruptContent("Its " + name + " is empty.");
            }
            return read;
        } catch (IllegalStateException e) {
            throw new CorruptContent("Its " + name + " cannot be read.", e);
        }
    }

    private static String text(byte[] json) {
        return new String(json, java.nio.charset.StandardCharsets.UTF_8);
    }
}
