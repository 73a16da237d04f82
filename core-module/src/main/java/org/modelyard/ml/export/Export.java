package org.modelyard.ml.export;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.bundle.OnnxBundle;
import org.modelyard.ml.bundle.StoredModel;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.onnx.NotExpressible;
import org.modelyard.ml.onnx.OnnxCheck;
import org.modelyard.ml.onnx.OnnxExport;
import org.modelyard.ml.onnx.OnnxFailure;
import org.modelyard.ml.onnx.OnnxWriter;
import org.modelyard.platform.model.Refusal;

/**
 * A model in one of its forms.
 *
 * @param file the same model gives the same bytes
 */
public record Export(ExportFormat format, byte[] file, Facts facts) {

    /** Whether a part of answering is in the file, or is left to whoever asks it. */
    public enum Part {
        INSIDE,
        OUTSIDE,
        /** The model has none. */
        NONE
    }

    /**
     * What is known of the file.
     *
     * @param featureStep INSIDE: it takes the model's own inputs; OUTSIDE: encoded features
     * @param decision calibration and threshold
     * @param outside why the feature step is outside, by feature; empty unless that depends on the features
     * @param verified null for forms that are not run here
     */
    public record Facts(
            Part featureStep, Part decision, List<OnnxExport.Outside> outside, @Nullable OnnxCheck verified) {
        public Facts {
            outside = List.copyOf(outside);
        }
    }

    /**
     * Writes a model, and proves what can be run here.
     *
     * @param model of which the first head is written
     * @param stored the model's own bytes
     * @param rows to prove an ONNX file on, asked for at need
     * @throws Refusal.Invalid when the model cannot have this form
     * @throws Refusal.Conflict when the written file does not answer as the model does
     */
    public static Export of(StoredModel model, byte[] stored, ExportFormat format, Supplier<Table> rows) {
        String hindrance = format.hindrance(model);
        if (!hindrance.isEmpty()) {
            throw refused(format, hindrance);
        }
        if (model instanceof OnnxBundle foreign) {
            byte[] file = format == ExportFormat.ONNX ? foreign.contract().file() : stored;
            return new Export(format, file, new Facts(Part.INSIDE, Part.NONE, List.of(), null));
        }
        return of((ModelBundle) model, stored, format, rows);
    }

    private static Export of(ModelBundle bundle, byte[] stored, ExportFormat format, Supplier<Table> rows) {
        ModelScorer scorer = bundle.scorer();
        Part decision = scorer.decision().none() ? Part.NONE : Part.INSIDE;
        return switch (format) {
            case BUNDLE -> new Export(format, stored, new Facts(Part.INSIDE, decision, List.of(), null));
            case JSON ->
                new Export(format, ModelJson.write(scorer), new Facts(Part.OUTSIDE, decision, List.of(), null));
            case TRIBUO ->
                new Export(
                        format,
                        bundle.tribuo(),
                        new Facts(Part.OUTSIDE, decision == Part.NONE ? Part.NONE : Part.OUTSIDE, List.of(), null));
            case ONNX -> onnx(scorer, decision, rows);
        };
    }

    /** The same in a file around it. */
    public Export within(byte[] other) {
        return new Export(format, other, facts);
    }

    private static Export onnx(ModelScorer scorer, Part decision, Supplier<Table> rows) {
        try {
            OnnxExport written = OnnxWriter.write(scorer);
            OnnxCheck check = OnnxCheck.of(written, scorer, rows.get());
            Part step = written.featureStepInside() ? Part.INSIDE : Part.OUTSIDE;
            return new Export(ExportFormat.ONNX, written.file(), new Facts(step, decision, written.outside(), check));
        } catch (NotExpressible e) {
            throw refused(ExportFormat.ONNX, e.getMessage());
        } catch (OnnxCheck.Differs | OnnxFailure e) {
            Refusal.Conflict unproven = new Refusal.Conflict(
                    "The ONNX file was written, and when it was asked about the version's rows it did not answer as the"
                            + " version does, so it is not kept. " + e.getMessage());
            unproven.initCause(e);
            throw unproven;
        }
    }

    private static Refusal.Invalid refused(ExportFormat format, @Nullable String why) {
        return new Refusal.Invalid(
                "format", "It cannot be exported as " + format.text().toLowerCase(Locale.ROOT) + ": " + why + ".");
    }
}
