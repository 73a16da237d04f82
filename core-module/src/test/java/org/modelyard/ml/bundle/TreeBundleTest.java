package org.modelyard.ml.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.score.InputRow;
import org.modelyard.testdata.SharedData;

class TreeBundleTest {

    private static ModelBundle[] bundles = new ModelBundle[0];

    @BeforeAll
    static void train() {
        bundles = new ModelBundle[] {
            Trained.on(table(0), "gradient-boosted-trees", Map.of("rounds", 5)).bundle(),
            Trained.on(table(2), "gradient-boosted-trees", Map.of("rounds", 5)).bundle(),
            Trained.on(table(3), "gradient-boosted-trees", Map.of("rounds", 5)).bundle(),
            Trained.on(table(0), "decision-tree", Map.of()).bundle(),
            Trained.on(table(2), "random-forest", Map.of("trees", 3)).bundle(),
            Trained.on(table(3), "random-forest", Map.of("trees", 3)).bundle()
        };
    }

    @Test
    void read_again_it_has_the_same_bytes_and_scores_the_same() {
        for (ModelBundle bundle : bundles) {
            byte[] file = bundle.write();
            ModelBundle again = ModelBundle.read(file);
            assertThat(again.write()).isEqualTo(file);
            assertThat(again.spec()).isEqualTo(bundle.spec());
            assertThat(again.scorer().model()).isEqualTo(bundle.scorer().model());
            Table table = table(3);
            InputRow input = InputRow.empty(3);
            for (int row = 0; row < table.rows(); row++) {
                FeatureEncoder.fill(input, table, row);
                assertThat(again.scorer().score(input))
                        .usingRecursiveComparison()
                        .isEqualTo(bundle.scorer().score(input));
            }
        }
    }

    @Test
    void a_file_cut_short_or_altered_is_refused() {
        byte[] whole = bundles[1].write();
        for (int length = 0; length < whole.length; length += 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ModelBundle.read(cut)).isInstanceOf(CorruptBundle.class);
        }
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200; i++) {
            byte[] altered = whole.clone();
            altered[random.nextInt(altered.length)] ^= (byte) (1 + random.nextInt(255));
            assertThatThrownBy(() -> ModelBundle.read(altered)).isInstanceOf(CorruptBundle.class);
        }
    }

    @Test
    void lying_nodes_are_refused_or_make_another_model_that_ends() {
        byte[] whole = bundles[2].write();
        Map<String, byte[]> parts = Container.read(whole, ModelBundle.parts(ModelPart.TREES));
        SplittableRandom random = new SplittableRandom(6);
        InputRow input = InputRow.empty(3);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] altered = Objects.requireNonNull(parts.get("model.trees")).clone();
            int at = random.nextInt(altered.length - 4);
            for (int n = 0; n < 4; n++) {
                altered[at + n] = (byte) random.nextInt(256);
            }
            Map<String, byte[]> changed = new LinkedHashMap<>(parts);
            changed.put("model.trees", altered);
            try {
                ModelBundle read = ModelBundle.read(Container.write(changed)); // the checksums are right
                assertThat(read.scorer().score(input)).isNotNull();
            } catch (CorruptBundle e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void a_part_under_the_name_of_another_kind_is_refused() {
        Map<String, byte[]> trees = Container.read(bundles[1].write(), ModelBundle.parts(ModelPart.TREES));
        Map<String, byte[]> renamed = new LinkedHashMap<>();
        trees.forEach((name, content) -> renamed.put(name.equals("model.trees") ? "model.tribuo" : name, content));
        byte[] file = Container.write(renamed);
        assertThatThrownBy(() -> ModelBundle.read(file)).isInstanceOf(CorruptBundle.class);
    }

    /** @param labels 0 for a number */
    private static Table table(int labels) {
        SplittableRandom random = new SplittableRandom(7);
        int rows = 300;
        double[] numbers = new double[rows];
        int[] colours = new int[rows];
        double[] values = new double[rows];
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            numbers[row] = row % 11 == 0 ? Double.NaN : random.nextGaussian();
            colours[row] = random.nextInt(4) - 1;
            values[row] = (Double.isNaN(numbers[row]) ? 2 : numbers[row]) * colours[row];
            codes[row] = labels == 0 ? 0 : Math.floorMod((int) Math.round(values[row]), labels);
        }
        return new Table(
                SharedData.schema(
                        labels == 0 ? Task.REGRESSION : Task.CLASSIFICATION,
                        "y",
                        "n:NUMERIC",
                        "colour:CATEGORICAL",
                        "flag:BOOLEAN"),
                java.util.List.of(
                        new Column.Numbers(numbers),
                        new Column.Categories(colours, new String[] {"red", "green", "blue"}),
                        new Column.Numbers(
                                random.ints(rows, 0, 2).asDoubleStream().toArray())),
                labels == 0
                        ? new Column.Numbers(values)
                        : new Column.Categories(codes, Arrays.copyOf(new String[] {"a", "b", "c"}, labels)));
    }
}
