package org.modelyard.dataset.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Sha256;

class CanonicalRowTest {

    private static final Schema TWO = new Schema(
            Task.CLASSIFICATION,
            "y",
            List.of(new FeatureSpec("b", FeatureType.NUMERIC), new FeatureSpec("a", FeatureType.TEXT)));

    @Test
    void the_encoding_is_fixed() {
        ExampleRow row = new ExampleRow(TWO);
        row.numbers()[0] = 1.5;
        row.texts()[1] = "é";
        row.target("no");

        byte[] bytes = new CanonicalRow(TWO).bytes(row);

        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("04" + "00000002" + "c3a9" + "01" + "3ff8000000000000" + "05" + "00000002" + "6e6f");
        assertThat(new CanonicalRow(TWO).hash(row).hex())
                .isEqualTo(Sha256.hex(bytes).substring(0, 32));
    }

    @Test
    void minus_zero_is_zero_and_missing_is_neither() {
        CanonicalRow canonical = new CanonicalRow(TWO);
        ContentHash zero = canonical.hash(row(0.0));

        assertThat(canonical.hash(row(-0.0))).isEqualTo(zero);
        assertThat(canonical.hash(row(Double.NaN))).isNotEqualTo(zero);
    }

    @Test
    void a_text_and_a_category_of_the_same_letters_differ() {
        Schema text = new Schema(Task.CLASSIFICATION, "y", List.of(new FeatureSpec("a", FeatureType.TEXT)));
        Schema category = new Schema(Task.CLASSIFICATION, "y", List.of(new FeatureSpec("a", FeatureType.CATEGORICAL)));
        ExampleRow one = new ExampleRow(text);
        one.texts()[0] = "x";
        one.target("l");
        ExampleRow other = new ExampleRow(category);
        other.texts()[0] = "x";
        other.target("l");

        assertThat(new CanonicalRow(text).hash(one)).isNotEqualTo(new CanonicalRow(category).hash(other));
    }

    @Property(tries = 50)
    void the_order_of_columns_does_not_count(@ForAll long seed) {
        Schema schema = ExampleRows.schema(Task.REGRESSION);
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        Collections.shuffle(order, new Random(seed));
        Schema shuffled = new Schema(
                schema.task(),
                schema.target(),
                order.stream().map(schema.features()::get).toList());
        for (ExampleRow row : ExampleRows.random(schema, 20, seed)) {
            ExampleRow moved = new ExampleRow(shuffled);
            for (int i = 0; i < order.size(); i++) {
                moved.numbers()[i] = row.numbers()[order.get(i)];
                moved.texts()[i] = row.texts()[order.get(i)];
            }
            moved.target(row.targetNumber());

            assertThat(new CanonicalRow(shuffled).hash(moved)).isEqualTo(new CanonicalRow(schema).hash(row));
        }
    }

    @Test
    void a_hash_is_the_same_as_its_uuid() {
        ContentHash hash = new ContentHash(0xfedcba9876543210L, 3);

        assertThat(ContentHash.of(hash.toUuid())).isEqualTo(hash);
        assertThat(hash.hex()).isEqualTo("fedcba98765432100000000000000003");
        assertThat(hash).isGreaterThan(new ContentHash(1, 4));
    }

    @Test
    void identity_ignores_the_order_of_rows_and_counts_their_repetition() {
        assertThat(identity(1, 2, 2)).isEqualTo(identity(2, 1, 2)).isNotEqualTo(identity(1, 2));
        assertThat(identity(1, 2, 2)).isNotEqualTo(identity(1, 1, 2));
    }

    @Test
    void identity_knows_the_schema_but_not_its_order() {
        SnapshotIdentity one = new SnapshotIdentity(TWO);
        SnapshotIdentity swapped = new SnapshotIdentity(new Schema(
                TWO.task(),
                TWO.target(),
                List.of(TWO.features().get(1), TWO.features().get(0))));
        SnapshotIdentity retyped = new SnapshotIdentity(new Schema(
                TWO.task(),
                TWO.target(),
                List.of(TWO.features().get(0), new FeatureSpec("a", FeatureType.CATEGORICAL))));

        assertThat(swapped.sha256()).isEqualTo(one.sha256());
        assertThat(retyped.sha256()).isNotEqualTo(one.sha256());
    }

    private static String identity(long... rows) {
        SnapshotIdentity identity = new SnapshotIdentity(TWO);
        for (long row : rows) {
            identity.add(new ContentHash(row, row));
        }
        return identity.sha256();
    }

    private static ExampleRow row(double number) {
        ExampleRow row = new ExampleRow(TWO);
        row.numbers()[0] = number;
        row.target("no");
        return row;
    }
}
