package org.modelyard.ml.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.advice.SimilarCases.Similar;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.Refusal;
import org.modelyard.testdata.SharedData;

class SimilarCasesTest {

    private static final SimilarCases THREE = of("card lost", "card late", "card", null, "card lost");

    @Test
    void the_score_is_bm25() {
        // of five cases 'card' is in four, 'lost' in two; words: 2, 2, 1, 0, 2, so 1.4 on average
        double card = Math.log(1 + 1.5 / 4.5);
        double lost = Math.log(1 + 3.5 / 2.5);
        double of2 = 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / 1.4));
        double of1 = 2.2 / (1 + 1.2 * (0.25 + 0.75 / 1.4));
        List<Similar> found = THREE.nearest(row("Lost CARD!"), 9);
        assertThat(found).extracting(Similar::id).containsExactly("case 0", "case 4", "case 2", "case 1");
        assertThat(found.get(0).score()).isCloseTo((card + lost) * of2, within(1e-6));
        assertThat(found.get(2).score()).isCloseTo(card * of1, within(1e-6));
        assertThat(found.get(3).score()).isCloseTo(card * of2, within(1e-6));
        assertThat(found.get(0).terms()).containsExactly("lost", "card");
        assertThat(found.get(0).position()).isZero();
        // a term that is asked twice counts twice
        assertThat(THREE.nearest(row("card card"), 1).get(0).score()).isCloseTo(2 * card * of1, within(1e-6));
    }

    @Test
    void of_equals_the_first_comes_first_and_the_weightiest_terms_are_named() {
        List<Similar> found = THREE.nearest(row("card lost"), 2);
        assertThat(found).extracting(Similar::position).containsExactly(0, 4);
        assertThat(found.get(0).score()).isEqualTo(found.get(1).score());
        assertThat(found.get(0).terms()).containsExactly("lost", "card");
    }

    @Test
    void what_shares_no_word_is_not_found() {
        assertThat(THREE.nearest(row("parcel"), 3)).isEmpty();
        assertThat(THREE.nearest(row(null), 3)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> THREE.nearest(row("card"), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> THREE.nearest(InputRow.empty(2), 1));
        Table numbers = new Table(
                SharedData.schema(Task.REGRESSION, "y", "a:NUMERIC"),
                List.of(new Column.Numbers(new double[1])),
                new Column.Numbers(new double[1]));
        assertThatThrownBy(() -> SimilarCases.of(numbers, List.of("1")))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("type TEXT");
        assertThatIllegalArgumentException().isThrownBy(() -> SimilarCases.of(numbers, List.of()));
    }

    @Test
    void all_texts_count_together() {
        Table two = new Table(
                SharedData.schema(Task.REGRESSION, "y", "n:NUMERIC", "subject:TEXT", "body:TEXT"),
                List.of(
                        new Column.Numbers(new double[2]),
                        new Column.Texts(new String[] {"card", "parcel"}),
                        new Column.Texts(new String[] {"is gone", "is card"})),
                new Column.Numbers(new double[2]));
        InputRow asked = InputRow.empty(3);
        asked.texts()[1] = "gone";
        asked.texts()[2] = "card";
        assertThat(SimilarCases.of(two, List.of("a", "b")).nearest(asked, 1))
                .extracting(Similar::id)
                .containsExactly("a");
    }

    @Test
    void it_comes_back_from_its_bytes_and_anything_else_is_refused() {
        byte[] bytes = THREE.toBytes();
        SimilarCases read = SimilarCases.fromBytes(bytes);
        assertThat(read.toBytes()).isEqualTo(bytes);
        assertThat(read.size()).isEqualTo(5);
        assertThat(read.nearest(row("lost card"), 9)).isEqualTo(THREE.nearest(row("lost card"), 9));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> SimilarCases.fromBytes(cut)).isInstanceOf(CorruptContent.class);
        }
        assertThatThrownBy(() -> SimilarCases.fromBytes(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(CorruptContent.class);
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            byte[] broken = bytes.clone();
            broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                SimilarCases.fromBytes(broken).nearest(row("lost card"), 3);
            } catch (CorruptContent | IllegalArgumentException e) { // or an index of rows with more inputs
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void chance_is_what_a_random_draw_would_find() {
        // two labels of five rows, all texts the same: the first case found is the first of the training rows
        String[] texts = new String[10];
        Arrays.fill(texts, "same");
        int[] codes = IntStream.range(0, 10).map(i -> i % 2).toArray();
        RetrievalQuality quality = RetrievalQuality.crossValidated(labelled(texts, codes), 5, 2, 1);
        // eight cases, four alike: 1 - 4/8 · 3/7
        assertThat(quality.chanceHitRate()).isCloseTo(1 - 12.0 / 56, within(1e-12));
        assertThat(quality.chanceReciprocalRank()).isCloseTo(0.5 + (0.5 - 12.0 / 56) / 2, within(1e-12));
        assertThat(quality.hitRate().rows()).isEqualTo(10);
        RetrievalQuality read = RetrievalQuality.fromJson(quality.toJson());
        assertThat(read).isEqualTo(quality);
        assertThatIllegalArgumentException().isThrownBy(() -> RetrievalQuality.fromJson("{}"));
    }

    @Test
    void words_that_tell_the_label_find_it_and_words_that_do_not_are_no_better_than_chance() {
        Random random = new Random(3);
        String[] telling = new String[200];
        String[] noise = new String[200];
        int[] codes = new int[200];
        for (int row = 0; row < 200; row++) {
            codes[row] = row % 4;
            noise[row] = "w" + random.nextInt(20) + " w" + random.nextInt(20);
            telling[row] = "w" + random.nextInt(4) + " w" + random.nextInt(4) + " topic" + codes[row];
        }
        RetrievalQuality good = RetrievalQuality.crossValidated(labelled(telling, codes), 5, 3, 1);
        RetrievalQuality none = RetrievalQuality.crossValidated(labelled(noise, codes), 5, 3, 1);
        assertThat(good.hitRate().value()).isGreaterThan(0.95);
        assertThat(good.reciprocalRank().value()).isGreaterThan(0.9);
        assertThat(none.hitRate().value()).isCloseTo(none.chanceHitRate(), within(0.12));
        assertThat(none.reciprocalRank().value()).isCloseTo(none.chanceReciprocalRank(), within(0.12));
    }

    @Test
    void support_tickets_find_their_like() {
        Table train = SharedData.banking77("train");
        Table test = SharedData.banking77("test");
        SimilarCases cases = SimilarCases.of(train, Collections.nCopies(train.rows(), ""));
        Column.Categories labels = (Column.Categories) train.target();
        List<String> names = new ArrayList<>();
        for (int code : labels.codes()) {
            names.add(labels.dictionary()[code]);
        }
        for (int k : new int[] {1, 5}) {
            RetrievalQuality quality = RetrievalQuality.of(cases, names, test, k);
            System.out.println("banking77, test rows against training rows: " + quality);
            assertThat(quality.hitRate().rows()).isEqualTo(3_080);
            assertThat(quality.hitRate().value()).isGreaterThan(k == 1 ? 0.76 : 0.91);
            assertThat(quality.chanceHitRate()).isBetween(0.01 * k, 0.02 * k);
        }
        System.out.println("five folds of the training rows: " + RetrievalQuality.crossValidated(train, 5, 5, 1) + ", "
                + cases.toBytes().length + " bytes");
    }

    @Test
    void a_hundred_thousand_cases_are_searched_in_a_moment() {
        Random random = new Random(5);
        String[] texts = new String[100_000];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(random, 20 + random.nextInt(60));
        }
        SimilarCases cases = of(texts);
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        List<Long> nanos = new ArrayList<>();
        for (int query = 0; query < 60; query++) {
            InputRow asked = row(text(random, 50));
            long before = cpu.getCurrentThreadCpuTime();
            List<Similar> found = cases.nearest(asked, 10);
            nanos.add(cpu.getCurrentThreadCpuTime() - before);
            assertThat(found).hasSize(10);
        }
        Collections.sort(nanos);
        System.out.printf(
                "100,000 cases of 20-79 words: median %.1f ms, 90 %% %.1f ms%n",
                nanos.get(30) / 1e6, nanos.get(54) / 1e6);
        assertThat(nanos.get(30) / 1e6).isLessThan(20);
    }

    /** Words as frequent as in real texts: the r-th of 50,000 in proportion to 1/r. */
    private static String text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append('w').append((int) Math.pow(50_000, random.nextDouble())).append(' ');
        }
        return text.toString();
    }

    private static SimilarCases of(@Nullable String... texts) {
        return SimilarCases.of(
                labelled(texts, new int[texts.length]),
                IntStream.range(0, texts.length).mapToObj(i -> "case " + i).toList());
    }

    private static Table labelled(@Nullable String[] texts, int[] codes) {
        return new Table(
                SharedData.schema(Task.CLASSIFICATION, "y", "text:TEXT"),
                List.of(new Column.Texts(texts)),
                new Column.Categories(codes, new String[] {"a", "b", "c", "d"}));
    }

    private static InputRow row(@Nullable String text) {
        InputRow row = InputRow.empty(1);
        row.texts()[0] = text;
        return row;
    }
}
