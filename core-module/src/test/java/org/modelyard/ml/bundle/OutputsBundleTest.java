package org.modelyard.ml.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.Head;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.train.Targets;
import org.modelyard.ml.train.Trainers;
import org.modelyard.ml.train.TrainingData;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.testdata.SharedData;

/** A version that answers several questions: one file, one encoder, a model for each. */
class OutputsBundleTest {

    private static final Table TABLE = table();
    private static final ModelBundle LABELS =
            Trained.on(TABLE, "random-forest", Map.of("trees", 3)).bundle();

    @Test
    void heads_of_every_form_are_read_again_and_answer_from_the_row_that_was_encoded_once() {
        for (String trainer :
                List.of("decision-tree", "neural-network", "k-nearest-neighbours", "factorisation-machine")) {
            ModelBundle several = several(trainer);
            ModelBundle again = ModelBundle.read(several.write());
            assertThat(again.scorer().signature()).isEqualTo(several.scorer().signature());
            assertThat(again.scorer().signature().outputs())
                    .containsExactly(
                            new Signature.Output("priority", List.of("high", "low", "none")),
                            new Signature.Output("hours", List.of()));
            assertThat(again.write()).isEqualTo(several.write());
            InputRow input = InputRow.empty(2);
            Scores[] others = new Scores[2];
            for (int row = 0; row < TABLE.rows(); row++) {
                FeatureEncoder.fill(input, TABLE, row);
                Scores target = again.scorer().score(input, others);
                assertSame(target, LABELS.scorer().score(input));
                assertSame(others[0], several.scorer().about(0).score(input));
                assertSame(others[1], several.scorer().about(1).score(input));
            }
        }
    }

    @Test
    void without_outputs_the_bytes_are_what_they_always_were() {
        ModelBundle several = several("decision-tree");
        assertThat(new ModelBundle(several.scorer().answering(List.of()), several.spec(), several.seed()).write())
                .isEqualTo(LABELS.write());
        assertThat(new String(LABELS.write(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("outputs");
    }

    @Test
    void what_is_cut_altered_or_lies_about_itself_is_refused() {
        byte[] whole = several("decision-tree").write();
        for (int length = 0; length < whole.length; length += 11) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ModelBundle.read(cut)).isInstanceOf(CorruptBundle.class);
        }
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 300; i++) {
            byte[] altered = whole.clone();
            altered[random.nextInt(altered.length)] ^= (byte) (1 + random.nextInt(255));
            assertThatThrownBy(() -> ModelBundle.read(altered)).isInstanceOf(CorruptBundle.class);
        }
        for (String[] lie : new String[][] {
            {"\"priority\"", "\"text\""}, // an input's name
            {"\"hours\"", "\"priority\""}, // named twice
            {"\"high\", \"low\", \"none\"", "\"high\", \"low\""}, // a label less than the model has
            {"\"high\", \"low\", \"none\"", "\"high\", \"low\", null"},
            {"\"name\" : \"hours\"", "\"name\" : null"},
            {"\"kind\" : \"trees\"\n  }, {", "\"kind\" : \"network\"\n  }, {"}
        }) {
            Map<String, byte[]> parts = parts(whole);
            String manifest = new String(
                    Objects.requireNonNull(parts.get("manifest.json")), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(manifest).contains(lie[0]);
            parts.put(
                    "manifest.json",
                    manifest.replace(lie[0], lie[1]).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThatThrownBy(() -> ModelBundle.read(Container.write(parts)))
                    .as(lie[1])
                    .isInstanceOf(CorruptBundle.class);
        }
    }

    @Test
    void a_model_of_another_encoding_is_no_head() {
        ModelBundle other = Trained.on(TABLE.select(new int[] {0, 1, 2, 3, 4, 5}), "decision-tree", Map.of())
                .bundle();
        Head head = new Head(
                new Signature.Output("priority", List.of("a", "b", "c")),
                other.scorer().model());
        assertThat(other.scorer().encoder().width())
                .isNotEqualTo(LABELS.scorer().encoder().width());
        assertThatThrownBy(() -> LABELS.scorer().answering(List.of(head))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Head(
                        new Signature.Output("hours", List.of()), other.scorer().model()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LABELS.scorer().score(InputRow.empty(2), new Scores[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The hot path of a version without outputs: nothing is made for those that it has not. */
    @Test
    void a_version_that_answers_its_target_alone_allocates_no_more_than_before() {
        InputRow row = InputRow.empty(2);
        FeatureEncoder.fill(row, TABLE, 7);
        Scores[] none = {};
        ModelScorer several = several("decision-tree").scorer();
        Scores[] room = new Scores[2];
        long alone = allocated(() -> LABELS.scorer().score(row));
        long asked = allocated(() -> LABELS.scorer().score(row, none));
        assertThat(asked).isLessThanOrEqualTo(alone + 1);
        assertThat(allocated(() -> several.score(row, room))).isGreaterThan(alone + 1); // so it is measured
    }

    /** Bytes a call, once the first calls are over. */
    private static long allocated(Runnable call) {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < 1_000; i++) {
                call.run();
            }
            least = Math.min(
                    least,
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        return least / 1_000;
    }

    private static Map<String, byte[]> parts(byte[] whole) {
        return new LinkedHashMap<>(Container.read(
                whole,
                List.of(
                        "manifest.json",
                        "encoder.bin",
                        "model.trees",
                        "output-3.model.trees",
                        "output-4.model.trees")));
    }

    private static void assertSame(Scores actual, Scores expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }

    /** A forest for the target, and beside it a model of that trainer for each output. */
    private static ModelBundle several(String trainer) {
        FeatureEncoder encoder = LABELS.scorer().encoder();
        List<Head> heads = new ArrayList<>();
        for (int output = 0; output < TABLE.outputs().size(); output++) {
            Table about = TABLE.about(output);
            Targets targets = Targets.of(about);
            TrainingSession session = TrainingSession.start(
                    Trainers.spec(trainer, Map.of()), new TrainingData(encoder.encode(about), targets), 42);
            while (!session.done()) {
                session.step();
            }
            List<String> labels = targets instanceof Targets.Labels named ? named.names() : List.of();
            heads.add(new Head(new Signature.Output(TABLE.outputs().get(output).name(), labels), session.finish()));
        }
        return new ModelBundle(LABELS.scorer().answering(heads), LABELS.spec(), LABELS.seed());
    }

    private static Table table() {
        int rows = 60;
        String[] texts = new String[rows];
        double[] sizes = new double[rows];
        double[] hours = new double[rows];
        int[] categories = new int[rows];
        int[] priorities = new int[rows];
        String[] words = {"card lost", "invoice wrong", "password forgotten"};
        for (int row = 0; row < rows; row++) {
            categories[row] = row % 3;
            priorities[row] = row / 3 % 3;
            texts[row] = words[row % 3] + (priorities[row] == 0 ? " urgent" : priorities[row] == 1 ? " whenever" : "");
            sizes[row] = row * 7 % 11;
            hours[row] = sizes[row] * 2 + priorities[row];
        }
        return new Table(
                SharedData.schema(Task.CLASSIFICATION, "category", "text:TEXT", "size:NUMERIC"),
                List.of(new Column.Texts(texts), new Column.Numbers(sizes)),
                new Column.Categories(categories, new String[] {"card", "billing", "access"}),
                new double[0],
                List.of(
                        new Table.Output(
                                "priority", new Column.Categories(priorities, new String[] {"high", "low", "none"})),
                        new Table.Output("hours", new Column.Numbers(hours))));
    }
}
