package org.modelyard.registry.service;

import java.time.Duration;
import java.util.function.Supplier;
import org.modelyard.ml.onnx.OnnxFailure;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.TooLate;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.Refusal;

/** A model from elsewhere, whose troubles are told to whoever asks it. */
public final class RefusingScorer implements Scorer {

    private static final Duration LATER = Duration.ofSeconds(10);

    private final Scorer scorer;

    public RefusingScorer(Scorer scorer) {
        this.scorer = scorer;
    }

    @Override
    public Signature signature() {
        return scorer.signature();
    }

    @Override
    public Scores score(InputRow row) {
        return told(() -> scorer.score(row));
    }

    @Override
    public int batch() {
        return scorer.batch();
    }

    @Override
    public Scores[] scoreAll(InputRow[] rows) {
        return told(() -> scorer.scoreAll(rows));
    }

    @Override
    public InputRow leastRow() {
        return scorer.leastRow();
    }

    @Override
    public void close() {
        scorer.close();
    }

    private static <T> T told(Supplier<T> asking) {
        try {
            return asking.get();
        } catch (TooLate e) {
            throw because(new Refusal.Unavailable(String.valueOf(e.getMessage()), LATER), e);
        } catch (Unanswerable e) {
            throw because(new Refusal.Invalid("inputs", String.valueOf(e.getMessage())), e);
        } catch (OnnxFailure e) {
            throw because(new Refusal.Conflict(String.valueOf(e.getMessage())), e);
        }
    }

    private static Refusal because(Refusal refusal, RuntimeException cause) {
        refusal.initCause(cause);
        return refusal;
    }
}
