package org.modelyard.dataset.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DatasetQualityTest {

    @Test
    void an_empty_dataset_has_no_shares() {
        DatasetQuality quality = DatasetQuality.of(Map.of(), 0, 0, 0, LabelCounts.none());
        assertThat(quality.missingShare()).isNaN();
        assertThat(quality.duplicateShare()).isNaN();
        assertThat(quality.labelBalance()).isNaN();
    }

    @Test
    void missing_values_count_by_feature_and_together() {
        Map<String, Long> missing = new LinkedHashMap<>();
        missing.put("a", 0L);
        missing.put("b", 5L);
        DatasetQuality quality = DatasetQuality.of(missing, 10, 1, 10, null);
        assertThat(quality.missing()).containsExactly(Map.entry("b", 0.5));
        assertThat(quality.missingShare()).isEqualTo(0.25);
        assertThat(quality.duplicateShare()).isEqualTo(0.1);
        assertThat(quality.labels()).isNull();
    }

    @Test
    void balance_is_one_for_equal_labels_and_low_when_one_rules() {
        assertThat(balance(5, 5)).isEqualTo(1, within(1e-12));
        // -(0.9 log 0.9 + 0.1 log 0.1) / log 2
        assertThat(balance(9, 1)).isEqualTo(0.4689955935892812, within(1e-12));
    }

    @Test
    void one_label_alone_has_no_balance() {
        DatasetQuality quality =
                DatasetQuality.of(Map.of(), 3, 0, 3, LabelCounts.of(new int[] {0, 0, -1}, new String[] {"x", "y"}));
        assertThat(quality.labelBalance()).isNaN();
        assertThat(quality.labels()).containsExactly(Map.entry("x", 2L));
    }

    @Test
    void more_labels_than_are_listed_go_to_other_and_leave_no_balance() {
        String[] dictionary = new String[LabelCounts.MAX_LABELS + 2];
        int[] codes = new int[dictionary.length];
        for (int i = 0; i < dictionary.length; i++) {
            dictionary[i] = String.format("%05d", i);
            codes[i] = i;
        }
        LabelCounts counts = LabelCounts.of(codes, dictionary);
        assertThat(counts.counts()).hasSize(LabelCounts.MAX_LABELS);
        assertThat(counts.other()).isEqualTo(2);
        assertThat(counts.plus(counts).other()).isEqualTo(4);
        assertThat(DatasetQuality.of(Map.of(), 1, 0, 1, counts).labelBalance()).isNaN();
    }

    @Test
    void label_counts_come_back_from_json() {
        LabelCounts counts = LabelCounts.of(new int[] {0, 1, 1}, new String[] {"Ä", "b"});
        assertThat(DatasetJson.read("labels", DatasetJson.write(counts), LabelCounts.class))
                .isEqualTo(counts);
    }

    @Test
    void an_examples_id_leads_to_its_chunk_and_row() {
        UUID chunk = ExampleIds.newChunk();
        UUID example = ExampleIds.example(chunk, 64_999);
        assertThat(example).isNotEqualTo(chunk);
        assertThat(example.version()).isEqualTo(7);
        assertThat(ExampleIds.chunkOf(example)).isEqualTo(chunk);
        assertThat(ExampleIds.rowOf(example)).isEqualTo(64_999);
        assertThat(ExampleIds.internal(3, 0)).isEqualTo(ExampleIds.internal(2, ExampleIds.ROWS - 1) + 1);
    }

    private static double balance(long... counts) {
        TreeMap<String, Long> labels = new TreeMap<>();
        for (int i = 0; i < counts.length; i++) {
            labels.put("label" + i, counts[i]);
        }
        return DatasetQuality.of(Map.of(), 1, 0, 1, new LabelCounts(labels, 0)).labelBalance();
    }
}
