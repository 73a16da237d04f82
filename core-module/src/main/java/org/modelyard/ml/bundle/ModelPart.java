package org.modelyard.ml.bundle;

import java.util.List;
import org.modelyard.ml.compress.WeightForm;
import org.modelyard.ml.model.Ensemble;
import org.modelyard.ml.model.FactorisationMachine;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.NearestNeighbours;
import org.modelyard.ml.model.Perceptron;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.model.TreeEnsemble;

/** The part of a bundle that holds the model itself, one form a kind of model; two more for weights that were made smaller. */
enum ModelPart {
    /** With what people have laid down about its weights. */
    BOUNDED(
            "bounded",
            "model.bounded",
            LinearModel.class,
            (model, labels, meanings) -> BoundedForm.write((LinearModel) model, labels, meanings),
            BoundedForm::read),
    /** Tribuo protobuf. Its name in the manifest is empty, as in the files of before there were others. */
    LINEAR(
            "",
            "model.tribuo",
            LinearModel.class,
            (model, labels, meanings) -> TribuoWriter.write((LinearModel) model, labels, meanings),
            TribuoReader::read),
    TREES(
            "trees",
            "model.trees",
            TreeEnsemble.class,
            (model, labels, meanings) -> ModelForms.trees((TreeEnsemble) model),
            (content, labels, meanings) -> ModelForms.trees(content)),
    NETWORK(
            "network",
            "model.network",
            Perceptron.class,
            (model, labels, meanings) -> ModelForms.network((Perceptron) model),
            (content, labels, meanings) -> ModelForms.network(content)),
    NEIGHBOURS(
            "neighbours",
            "model.neighbours",
            NearestNeighbours.class,
            (model, labels, meanings) -> ModelForms.neighbours((NearestNeighbours) model),
            (content, labels, meanings) -> ModelForms.neighbours(content)),
    FACTORS(
            "factors",
            "model.factors",
            FactorisationMachine.class,
            (model, labels, meanings) -> ModelForms.factors((FactorisationMachine) model),
            (content, labels, meanings) -> ModelForms.factors(content)),
    ENSEMBLE(
            "ensemble",
            "model.ensemble",
            Ensemble.class,
            (model, labels, meanings) -> EnsembleForm.write((Ensemble) model, labels, meanings),
            EnsembleForm::read),
    FLOAT16(WeightForm.FLOAT16),
    INT8(WeightForm.INT8);

    private final String kind;
    private final String entry;
    private final Class<? extends TrainedModel> type;
    private final Writer writer;
    private final Reader reader;
    private final WeightForm form;

    ModelPart(String kind, String entry, Class<? extends TrainedModel> type, Writer writer, Reader reader) {
        this.kind = kind;
        this.entry = entry;
        this.type = type;
        this.writer = writer;
        this.reader = reader;
        this.form = WeightForm.FULL;
    }

    ModelPart(WeightForm form) {
        CompressedForm compressed = new CompressedForm(form);
        this.kind = form.text();
        this.entry = "model." + form.text();
        this.type = TrainedModel.class;
        this.writer = (model, labels, meanings) -> compressed.write(model);
        this.reader = (content, labels, meanings) -> compressed.read(content);
        this.form = form;
    }

    private interface Writer {
        byte[] write(TrainedModel model, List<String> labels, List<String> meanings);
    }

    private interface Reader {
        TrainedModel read(byte[] content, List<String> labels, List<String> meanings);
    }

    /** In the manifest. */
    String kind() {
        return kind;
    }

    /** The name of the part. */
    String entry() {
        return entry;
    }

    /** How it holds weights. */
    WeightForm form() {
        return form;
    }

    /** @param meanings of the encoder's features */
    byte[] write(TrainedModel model, List<String> labels, List<String> meanings) {
        return writer.write(model, labels, meanings);
    }

    /** @throws org.modelyard.ml.binary.CorruptContent or IllegalArgumentException when the bytes are no such model */
    TrainedModel read(byte[] content, List<String> labels, List<String> meanings) {
        return reader.read(content, labels, meanings);
    }

    /** The form of a model whose weights are as they were learnt. */
    static ModelPart of(TrainedModel model) {
        return of(model, WeightForm.FULL);
    }

    static ModelPart of(TrainedModel model, WeightForm form) {
        boolean bounded =
                model instanceof LinearModel linear && !linear.bounds().none();
        for (ModelPart part : values()) {
            if (part.form == form && part.type.isInstance(model) && (part != BOUNDED || bounded)) {
                return part;
            }
        }
        throw new IllegalStateException("no form for a " + model.getClass().getSimpleName());
    }

    static ModelPart ofKind(String kind) {
        for (ModelPart part : values()) {
            if (part.kind.equals(kind)) {
                return part;
            }
        }
        throw new CorruptBundle("The bundle holds a kind of model that is not known here.");
    }
}
