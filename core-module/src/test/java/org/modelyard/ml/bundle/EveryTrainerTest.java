package org.modelyard.ml.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.train.Trainers;
import org.modelyard.testdata.SharedData;

/** The model of every trainer as a file. */
class EveryTrainerTest {

    private static final Map<String, Map<String, ?>> QUICK = Map.of(
            "random-forest", Map.of("trees", 3),
            "gradient-boosted-trees", Map.of("rounds", 3),
            "neural-network", Map.of("epochs", 2, "hiddenUnits", 5, "hiddenLayers", 2),
            "ensemble", Map.of("members", "decision-tree,k-nearest-neighbours"),
            "factorisation-machine", Map.of("epochs", 2, "factors", 2));

    static Stream<Arguments> trainings() {
        return Trainers.all().stream().flatMap(trainer -> Stream.of(0, 2, 3)
                .filter(labels -> trainer.tasks().contains(labels == 0 ? Task.REGRESSION : Task.CLASSIFICATION))
                .map(labels -> Arguments.of(trainer.type(), labels)));
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void read_again_it_has_the_same_bytes_and_answers_the_same(String type, int labels) {
        Table table = table(labels);
        ModelBundle bundle = trained(table, type);
        byte[] file = bundle.write();
        ModelBundle again = ModelBundle.read(file);
        assertThat(again.write()).isEqualTo(file);
        assertThat(again.spec()).isEqualTo(bundle.spec());
        assertThat(again.seed()).isEqualTo(bundle.seed());
        InputRow input = InputRow.empty(4);
        for (int row = 0; row < table.rows(); row++) {
            FeatureEncoder.fill(input, table, row);
            assertThat(again.scorer().score(input))
                    .usingRecursiveComparison()
                    .isEqualTo(bundle.scorer().score(input));
        }
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void lying_numbers_are_refused_or_make_another_model_that_ends(String type, int labels) {
        requireSoundness(trained(table(labels), type));
    }

    static void requireSoundness(ModelBundle bundle) {
        ModelPart part = ModelPart.of(bundle.scorer().model(), bundle.form());
        Map<String, byte[]> parts = Container.read(bundle.write(), ModelBundle.parts(part));
        byte[] content = Objects.requireNonNull(parts.get(part.entry()));
        SplittableRandom random = new SplittableRandom(6);
        InputRow input = InputRow.empty(4);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] altered = content.clone();
            int at = i < 100 ? i * Math.min(4, altered.length / 100) : random.nextInt(altered.length - 4);
            for (int n = 0; n < 4; n++) {
                altered[at + n] = (byte) (i % 2 == 0 ? random.nextInt(256) : n == 0 ? 0x7f : 0xff);
            }
            Map<String, byte[]> changed = new LinkedHashMap<>(parts);
            changed.put(part.entry(), altered);
            try {
                ModelBundle read = ModelBundle.read(Container.write(changed)); // the checksums are right
                assertThat(read.scorer().score(input)).isNotNull();
            } catch (CorruptBundle e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10);
        for (int length = 0; length < content.length; length += Math.max(1, content.length / 100)) {
            Map<String, byte[]> changed = new LinkedHashMap<>(parts);
            changed.put(part.entry(), Arrays.copyOf(content, length));
            byte[] file = Container.write(changed);
            assertThatThrownBy(() -> ModelBundle.read(file)).isInstanceOf(CorruptBundle.class);
        }
    }

    static ModelBundle trained(Table table, String type) {
        return Trained.on(table, type, QUICK.getOrDefault(type, Map.of())).bundle();
    }

    /** @param labels 0 for a number */
    static Table table(int labels) {
        SplittableRandom random = new SplittableRandom(7);
        int rows = 120;
        double[] numbers = new double[rows];
        int[] colours = new int[rows];
        @Nullable String[] texts = new String[rows];
        double[] values = new double[rows];
        int[] codes = new int[rows];
        String[] words = {"card lost", "card found", "lost and found", "no card"};
        for (int row = 0; row < rows; row++) {
            numbers[row] = row % 11 == 0 ? Double.NaN : random.nextGaussian();
            colours[row] = random.nextInt(4) - 1;
            texts[row] = row % 13 == 0 ? null : words[random.nextInt(4)];
            values[row] = (Double.isNaN(numbers[row]) ? 2 : numbers[row]) * colours[row];
            codes[row] = labels == 0 ? 0 : Math.floorMod((int) Math.round(values[row]), labels);
        }
        return new Table(
                SharedData.schema(
                        labels == 0 ? Task.REGRESSION : Task.CLASSIFICATION,
                        "y",
                        "n:NUMERIC",
                        "colour:CATEGORICAL",
                        "flag:BOOLEAN",
                        "text:TEXT"),
                List.of(
                        new Column.Numbers(numbers),
                        new Column.Categories(colours, new String[] {"red", "green", "blue"}),
                        new Column.Numbers(
                                random.ints(rows, 0, 2).asDoubleStream().toArray()),
                        new Column.Texts(texts)),
                labels == 0
                        ? new Column.Numbers(values)
                        : new Column.Categories(codes, Arrays.copyOf(new String[] {"a", "b", "c"}, labels)));
    }
}
