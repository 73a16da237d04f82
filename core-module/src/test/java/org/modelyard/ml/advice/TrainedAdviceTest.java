package org.modelyard.ml.advice;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Fold;
import org.modelyard.ml.evaluation.Folds;
import org.modelyard.ml.feature.EncodingChoices;
import org.modelyard.ml.feature.EncodingSpec;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.train.Targets;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.ml.train.TrainingData;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.testdata.SharedData;

/** A model that learned what was planted suggests it, and the folds' models tell how sure that is. */
class TrainedAdviceTest {

    private static final int ROWS = 600;
    private static final int FOLDS = 10;
    private static final String[] VOCABULARY = "new old red blue shoe hat sale today big small".split(" ");

    @Test
    void what_helps_in_the_data_is_suggested_and_what_does_not_is_not_called_sure() {
        int sure = 0;
        int falselySure = 0;
        for (int round = 0; round < 10; round++) {
            Table posts = posts(new Random(round));
            ModelScorer scorer = trained(posts);
            List<Scorer> members = new ArrayList<>();
            for (Fold fold : Folds.shuffled(ROWS, FOLDS, round)) {
                members.add(trained(posts.select(fold.train())));
            }
            AdvicePlan plan = AdvicePlan.parse(
                    "plan",
                    Map.of("hashtags", List.of("#sun"), "question", "", "words", List.of(4)),
                    scorer.signature());
            InputRow row = InputRow.empty(1);
            row.texts()[0] = "new red shoe today big hat";
            ContentAdvice.Suggested advice = (ContentAdvice.Suggested)
                    new ContentAdvisor(scorer, new Members(Members.Sampling.FOLDS, members), plan).advise(row, null);
            Suggestion first = advice.suggestions().get(0);
            assertThat(first.edits().get(0).kind()).isEqualTo(Edit.Kind.HASHTAGS_ADDED);
            assertThat(requireNonNull(first.interval()).contains(first.gain())).isTrue();
            sure += first.sure() ? 1 : 0;
            falselySure += advice.suggestions().stream()
                            .anyMatch(one -> one.sure() && one.edits().get(0).kind() == Edit.Kind.SHORTENED)
                    ? 1
                    : 0;
        }
        assertThat(sure).isGreaterThanOrEqualTo(9);
        assertThat(falselySure).isLessThanOrEqualTo(2);
    }

    /** A hashtag adds 2 to what is otherwise noise of deviation 1. */
    private static Table posts(Random random) {
        String[] texts = new String[ROWS];
        double[] likes = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            boolean tagged = random.nextBoolean();
            StringBuilder text = new StringBuilder();
            for (int word = 3 + random.nextInt(6); word > 0; word--) {
                text.append(VOCABULARY[random.nextInt(VOCABULARY.length)]).append(' ');
            }
            texts[row] = text + (tagged ? "#sun" : "");
            likes[row] = random.nextGaussian() + (tagged ? 2 : 0);
        }
        return new Table(
                SharedData.schema(Task.REGRESSION, "likes", "caption:TEXT"),
                List.of(new Column.Texts(Arrays.copyOf(texts, ROWS))),
                new Column.Numbers(likes));
    }

    private static ModelScorer trained(Table table) {
        TrainerSpec spec = Trainers.spec("linear-regression", Map.of());
        EncodingSpec encoding = spec.encoding(table.rows())
                .with(EncodingChoices.parse(
                        Map.of("caption", Map.of("surface", true)),
                        null,
                        table.schema().features()));
        FeatureEncoder encoder = FeatureEncoder.fit(table, encoding);
        TrainingSession session =
                TrainingSession.start(spec, new TrainingData(encoder.encode(table), Targets.of(table)), 42);
        while (!session.done()) {
            session.step();
        }
        return new ModelScorer(encoder, session.finish(), List.of());
    }
}
