package org.modelyard.ml.bundle;

import org.modelyard.ml.onnx.OnnxLimits;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Signature;

/** A version's model as it lies in the artifact store: one of ours, a file from elsewhere that is run as it is, or a document that declares it. */
public sealed interface StoredModel permits ModelBundle, OnnxBundle, ScorerDocument {

    Signature signature();

    /**
     * Brings it into memory.
     *
     * @param limits of files from elsewhere
     * @return to be closed
     * @throws org.modelyard.ml.onnx.RefusedOnnx when ONNX Runtime does not take the file
     */
    Scorer open(OnnxLimits limits);

    /** @throws CorruptBundle or RefusedOnnx when the bytes are neither */
    static StoredModel read(byte[] file) {
        if (ScorerDocument.is(file)) {
            return ScorerDocument.read(file);
        }
        return Container.first(file).equals(OnnxBundle.SAID) ? OnnxBundle.read(file) : ModelBundle.read(file);
    }
}
