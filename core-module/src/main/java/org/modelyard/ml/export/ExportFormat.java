package org.modelyard.ml.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.bundle.OnnxBundle;
import org.modelyard.ml.bundle.ScorerDocument;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.onnx.OnnxWriter;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** What a version can be written as. */
public enum ExportFormat {
    /** The product's own file, as it is served from. */
    BUNDLE("zip", "application/zip"),
    /** Weights that a person or a script can read. */
    JSON("json", "application/json"),
    /** For ONNX Runtime and all that reads ONNX. */
    ONNX("onnx", "application/octet-stream"),
    /** Tribuo's protobuf, for its {@code Model.deserialize}. */
    TRIBUO("tribuo", "application/octet-stream");

    private static final Map<String, String> REFUSED = Map.of(
            "savedmodel",
            "TensorFlow's SavedModel is not written: the library that writes it brings TensorFlow itself along.",
            "pmml",
            "PMML is not written: no evaluator under a licence that fits could prove the file.");

    private final String suffix;
    private final String mediaType;

    ExportFormat(String suffix, String mediaType) {
        this.suffix = suffix;
        this.mediaType = mediaType;
    }

    /** Of the file's name. */
    public String suffix() {
        return suffix;
    }

    public String mediaType() {
        return mediaType;
    }

    /** In addresses and answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Refusal.Invalid when there is no such format; says why not, and which there are */
    public static ExportFormat of(String text) {
        String known = Arrays.stream(values()).map(ExportFormat::text).collect(Collectors.joining(", "));
        return Arrays.stream(values())
                .filter(format -> format.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(
                        "format",
                        REFUSED.getOrDefault(text.toLowerCase(Locale.ROOT), "'" + Texts.brief(text) + "' is no format.")
                                + " There are: " + known + "."));
    }

    /** Why a model cannot be written so; empty when it can. */
    public String hindrance(StoredModel stored) {
        if (stored instanceof OnnxBundle) {
            return this == BUNDLE || this == ONNX
                    ? ""
                    : "it is an ONNX file from elsewhere, whose weights are not known in a form of ours";
        }
        if (stored instanceof ScorerDocument) {
            return "it is a declared scorer: its document, the artifact 'model', is all there is";
        }
        TrainedModel model = ((ModelBundle) stored).scorer().model();
        return switch (this) {
            case BUNDLE, JSON -> "";
            case ONNX -> OnnxWriter.hindrance(model);
            case TRIBUO ->
                model instanceof LinearModel
                        ? ""
                        : "only linear models are written for Tribuo, and this is another kind";
        };
    }
}
