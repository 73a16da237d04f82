package org.modelyard.ml.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.calibration.Decision;
import org.modelyard.ml.compress.Compression;
import org.modelyard.ml.compress.WeightForm;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.Head;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.onnx.OnnxLimits;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.train.TrainerSpec;

/**
 * A trained model with all that serving needs. One file: the same model gives the same bytes, whenever and wherever it is
 * written.
 *
 * @param scorer encoder, model, signature, decision, and what is answered beside the target
 * @param spec how it was trained
 * @param seed what it was trained with
 * @param form how the file holds the weights of all models in it
 */
public record ModelBundle(ModelScorer scorer, TrainerSpec spec, long seed, WeightForm form) implements StoredModel {

    private static final String MANIFEST = "manifest.json";
    private static final String ENCODER = "encoder.bin";
    private static final String DECISION = "decision.bin";

    /** With weights as they were learnt. */
    public ModelBundle(ModelScorer scorer, TrainerSpec spec, long seed) {
        this(scorer, spec, seed, WeightForm.FULL);
    }

    /**
     * The same model, written smaller; it answers as its file will.
     *
     * @throws org.modelyard.platform.model.Refusal.Invalid when it has no weights that could be
     */
    public ModelBundle compressed(WeightForm smaller) {
        return new ModelBundle(Compression.of(scorer, smaller), spec, seed, smaller);
    }

    /** As it is served from: with linear weights as small in memory as in the file. It answers as {@link #scorer} does, to the bit. */
    public ModelScorer serving() {
        return Compression.compact(scorer, form);
    }

    /** The parts of a bundle with that kind of model and no decision, in their order. */
    static List<String> parts(ModelPart part) {
        return List.of(MANIFEST, ENCODER, part.entry());
    }

    /** The same with a decision. */
    static List<String> decidingParts(ModelPart part) {
        return List.of(MANIFEST, ENCODER, part.entry(), DECISION);
    }

    /** All of them, in their order, as the manifest says. */
    private static List<String> parts(Manifest manifest) {
        ModelPart part = ModelPart.ofKind(manifest.kind());
        List<String> parts = new ArrayList<>(manifest.decision() ? decidingParts(part) : parts(part));
        for (Manifest.Output output : manifest.outputs()) {
            parts.add(outputPart(parts.size(), ModelPart.ofKind(output.kind())));
        }
        return parts;
    }

    /** By its place in the file: names of outputs may be anything. */
    private static String outputPart(int place, ModelPart part) {
        return "output-" + place + "." + part.entry();
    }

    @Override
    public Signature signature() {
        return scorer.signature();
    }

    @Override
    public Scorer open(OnnxLimits limits) {
        return serving();
    }

    public byte[] write() {
        ModelPart part = ModelPart.of(scorer.model(), form);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(MANIFEST, Manifest.of(this).toBytes());
        entries.put(ENCODER, scorer.encoder().toBytes());
        entries.put(
                part.entry(),
                part.write(
                        scorer.model(),
                        scorer.signature().labels(),
                        scorer.encoder().meanings()));
        if (!scorer.decision().none()) {
            entries.put(DECISION, scorer.decision().toBytes());
        }
        for (Head head : scorer.heads()) {
            ModelPart beside = ModelPart.of(head.model(), form);
            entries.put(
                    outputPart(entries.size(), beside),
                    beside.write(
                            head.model(),
                            head.output().labels(),
                            scorer.encoder().meanings()));
        }
        return Container.write(entries);
    }

    /**
     * The model alone as Tribuo's protobuf, without encoder and decision.
     *
     * @throws IllegalArgumentException when the model is not linear
     */
    public byte[] tribuo() {
        if (!(scorer.model() instanceof LinearModel linear)) {
            throw new IllegalArgumentException("only linear models are written for Tribuo");
        }
        return TribuoWriter.write(
                linear, scorer.signature().labels(), scorer.encoder().meanings());
    }

    /**
     * @param file what {@link #write} gave
     * @throws CorruptBundle when it is anything else; memory stays within a small multiple of the file's size
     */
    public static ModelBundle read(byte[] file) {
        Manifest manifest = Manifest.fromBytes(entry(Container.start(file, MANIFEST), MANIFEST));
        ModelPart part = ModelPart.ofKind(manifest.kind());
        List<String> parts = parts(manifest);
        Map<String, byte[]> entries = Container.read(file, parts);
        try {
            FeatureEncoder encoder = FeatureEncoder.fromBytes(entry(entries, ENCODER));
            TrainedModel model = part.read(entry(entries, part.entry()), manifest.labels(), encoder.meanings());
            Decision decision = manifest.decision() ? Decision.fromBytes(entry(entries, DECISION)) : Decision.NONE;
            List<Head> heads = new ArrayList<>();
            int first = parts.size() - manifest.outputs().size();
            for (Manifest.Output output : manifest.outputs()) {
                byte[] content = entry(entries, parts.get(first + heads.size()));
                heads.add(new Head(
                        new Signature.Output(output.name(), output.labels()),
                        ModelPart.ofKind(output.kind()).read(content, output.labels(), encoder.meanings())));
            }
            ModelScorer scorer = new ModelScorer(encoder, model, manifest.labels(), decision, heads);
            TrainerSpec spec = new TrainerSpec(manifest.trainer(), manifest.hyperparameters());
            ModelBundle bundle = new ModelBundle(scorer, spec, manifest.seed(), part.form());
            if (!Manifest.of(bundle).equals(manifest)) {
                throw new CorruptBundle("The manifest and the model differ in their inputs or labels.");
            }
            return bundle;
        } catch (CorruptBundle e) {
            throw e;
        } catch (CorruptContent | IllegalArgumentException e) {
            throw new CorruptBundle("The bundle's parts cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] entry(Map<String, byte[]> entries, String name) {
        byte[] content = entries.get(name);
        if (content == null) {
            throw new CorruptBundle("The bundle lacks '" + name + "'.");
        }
        return content;
    }
}
