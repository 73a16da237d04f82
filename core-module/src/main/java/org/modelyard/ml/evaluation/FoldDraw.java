package org.modelyard.ml.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.platform.model.Sha256;

/**
 * Which rows were learnt from and asked about in the folds of a cross-validation, so that another one can be told to have had the same.
 *
 * @param sha256 over the folds' positions among the rows, in their order; says nothing of rows of another content or order
 * @param overlap evaluation rows over training rows; where it differs between folds, the largest, which is cautious
 */
public record FoldDraw(String sha256, double overlap) {

    /** @param folds one or more */
    public static FoldDraw of(List<Fold> folds) {
        MessageDigest digest = Sha256.digest();
        for (Fold fold : folds) {
            add(digest, fold.train());
            add(digest, fold.test());
        }
        double overlap = folds.stream().mapToDouble(Fold::overlap).max().orElseThrow();
        return new FoldDraw(Sha256.hexOf(digest.digest()), overlap);
    }

    private static void add(MessageDigest digest, int[] rows) {
        Pulse.beat();
        ByteBuffer bytes =
                ByteBuffer.allocate(Integer.BYTES * (rows.length + 1)).putInt(rows.length);
        for (int row : rows) {
            bytes.putInt(row);
        }
        digest.update(bytes.array());
    }

    void write(ObjectNode node) {
        node.put("sha256", sha256).put("overlap", overlap);
    }

    static FoldDraw read(JsonNode node) {
        return new FoldDraw(
                node.required("sha256").asText(), node.required("overlap").asDouble());
    }
}
