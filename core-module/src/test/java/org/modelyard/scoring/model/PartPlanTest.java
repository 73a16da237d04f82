package org.modelyard.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;

class PartPlanTest {

    private record Answering(boolean elsewhere) implements Scorer {

        @Override
        public Signature signature() {
            return new Signature(Task.REGRESSION, List.of(), List.of());
        }

        @Override
        public Scores score(InputRow row) {
            return new Scores.Valued(1);
        }
    }

    private static final Scorer QUICK = new Answering(false);
    private static final Scorer SLOW = new Answering(true);

    @Test
    void many_rows_are_parts_of_several_chunks_and_few_rows_are_eight_parts() {
        int[] million = new int[70];
        Arrays.fill(million, 16_384);
        assertThat(parts(million, QUICK)).hasSize(18).startsWith(new PartPlan.Chunks(0, 4));
        int[] few = new int[16];
        Arrays.fill(few, 1_000);
        assertThat(parts(few, QUICK)).hasSize(8);
        assertThat(parts(new int[] {3}, QUICK)).containsExactly(new PartPlan.Chunks(0, 1));
    }

    @Test
    void slow_answers_are_kept_chunk_by_chunk() {
        assertThat(parts(new int[] {5, 0, 5}, SLOW))
                .containsExactly(new PartPlan.Chunks(0, 1), new PartPlan.Chunks(1, 2), new PartPlan.Chunks(2, 3));
        assertThat(PartPlan.rows(SLOW)).isLessThan(PartPlan.rows(QUICK));
    }

    @Test
    void what_was_cut_by_another_number_keeps_its_parts() {
        int[] counts = {5, 5, 5, 5};
        assertThat(PartPlan.of(counts, 0)).hasSize(4);
        assertThat(PartPlan.of(counts, 7)).containsExactly(new PartPlan.Chunks(0, 2), new PartPlan.Chunks(2, 4));
    }

    private static List<PartPlan.Chunks> parts(int[] counts, Scorer scorer) {
        return PartPlan.of(counts, PartPlan.enough(counts, scorer));
    }

    @Property
    void each_chunk_is_in_one_part_in_its_order(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 65_000) Integer> counts,
            @ForAll @IntRange(min = 1, max = 7) int workers) {
        List<PartPlan.Chunks> parts =
                parts(counts.stream().mapToInt(Integer::intValue).toArray(), QUICK);
        int chunk = 0;
        int part = 0;
        for (int worker = 0; worker < workers; worker++) {
            Share share = new Share(worker, workers);
            assertThat(share.from(parts.size())).isEqualTo(part);
            part = share.to(parts.size());
            for (int number = share.from(parts.size()); number < part; number++) {
                assertThat(parts.get(number).from()).isEqualTo(chunk);
                assertThat(parts.get(number).to()).isGreaterThan(chunk);
                chunk = parts.get(number).to();
            }
        }
        assertThat(part).isEqualTo(parts.size());
        assertThat(chunk).isEqualTo(counts.size());
    }
}
