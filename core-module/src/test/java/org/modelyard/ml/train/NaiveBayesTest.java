package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.model.LinearModel;

class NaiveBayesTest {

    private static final String TYPE = "multinomial-naive-bayes";
    /** China, and not: the worked example of Manning et al., table 13.1, with the words Chinese, Beijing, Shanghai, Macao, Tokyo, Japan. */
    private static final SparseRows DOCUMENTS = new SparseRows(
            6, new int[] {0, 2, 4, 6, 9}, new int[] {0, 1, 0, 2, 0, 3, 0, 4, 5}, new float[] {2, 1, 2, 1, 1, 1, 1, 1, 1
            });

    private static final TrainingData DATA =
            new TrainingData(DOCUMENTS, new Targets.Labels(List.of("china", "not"), new int[] {0, 0, 0, 1}));

    @Test
    void it_counts_as_the_textbook_does() {
        LinearModel model = fit(DATA, Map.of("smoothing", 1));
        double[] china = {6, 2, 2, 2, 1, 1}; // of 14
        double[] not = {2, 1, 1, 1, 2, 2}; // of 9
        for (int word = 0; word < 6; word++) {
            assertThat(model.weights()[word]).isCloseTo(Math.log(not[word] / 9 / (china[word] / 14)), within(1e-12));
        }
        assertThat(model.bias()[0]).isCloseTo(Math.log(1.0 / 3), within(1e-12));
    }

    @Test
    void a_column_that_can_be_negative_is_left_out() {
        SparseRows rows =
                new SparseRows(2, new int[] {0, 2, 4, 5}, new int[] {0, 1, 0, 1, 1}, new float[] {-1, 1, 1, 1, 1});
        TrainingData data = new TrainingData(rows, new Targets.Labels(List.of("a", "b", "c"), new int[] {0, 1, 2}));
        LinearModel model = fit(data, Map.of());
        assertThat(Arrays.copyOf(model.weights(), 3)).containsOnly(0);
    }

    @Test
    void a_checkpoint_goes_on_to_the_same_model() {
        TrainerSpec spec = Trainers.spec(TYPE, Map.of());
        TrainingSession session = TrainingSession.start(spec, DATA, 1);
        byte[] before = session.toBytes();
        session.step();
        byte[] after = session.toBytes();
        assertThat(session.done()).isTrue();
        LinearModel expected = (LinearModel) session.finish();
        for (byte[] checkpoint : List.of(before, after)) {
            TrainingSession resumed = TrainingSession.resume(spec, DATA, 1, checkpoint);
            assertThat(resumed.toBytes()).isEqualTo(checkpoint);
            while (!resumed.done()) {
                resumed.step();
            }
            assertThat(resumed.progress()).isEqualTo(session.progress());
            assertThat(((LinearModel) resumed.finish()).weights()).isEqualTo(expected.weights());
        }
        assertThatThrownBy(() -> TrainingSession.resume(spec, DATA, 2, after)).isInstanceOf(CorruptContent.class);
        for (int length = 0; length < after.length; length++) {
            byte[] cut = Arrays.copyOf(after, length);
            assertThatThrownBy(() -> TrainingSession.resume(spec, DATA, 1, cut)).isInstanceOf(CorruptContent.class);
        }
    }

    private static LinearModel fit(TrainingData data, Map<String, ?> hyperparameters) {
        TrainingSession session = TrainingSession.start(Trainers.spec(TYPE, hyperparameters), data, 1);
        while (!session.done()) {
            session.step();
        }
        return (LinearModel) session.finish();
    }
}
