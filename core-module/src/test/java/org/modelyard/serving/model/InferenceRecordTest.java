package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;

class InferenceRecordTest {

    private final InferenceEncoder encoder = new InferenceEncoder();

    @Property
    void a_record_reads_back_as_it_was_written(@ForAll("records") InferenceRecord inference) {
        assertSame(InferenceRecord.decode(bytes(inference)), inference);
    }

    @Property(tries = 100)
    void one_encoder_serves_many_records(
            @ForAll("records") InferenceRecord first, @ForAll("records") InferenceRecord second) {
        byte[] alone = bytes(second);
        encoder.encode(first);
        assertThat(bytes(second)).isEqualTo(alone);
    }

    @Property(tries = 100)
    void a_record_that_is_cut_anywhere_is_refused(@ForAll("records") InferenceRecord inference) {
        byte[] whole = bytes(inference);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(MalformedInference.class).isThrownBy(() -> InferenceRecord.decode(cut));
        }
    }

    @Property(tries = 300)
    void arbitrary_bytes_are_refused_or_read_but_break_nothing(@ForAll byte[] noise) {
        byte[] bytes = Arrays.copyOf(noise, noise.length + 1);
        System.arraycopy(noise, 0, bytes, 1, noise.length);
        bytes[0] = InferenceEncoder.VERSION;
        try {
            assertThat(InferenceRecord.decode(bytes).inferenceId()).isNotNull();
        } catch (MalformedInference refused) {
            assertThat(refused).hasMessageStartingWith("Not an inference record: ");
        }
    }

    @Example
    void an_unknown_version_is_refused_by_its_number() {
        byte[] bytes = bytes(simple(InputRow.empty(1), null));
        bytes[0] = 9;
        assertThatExceptionOfType(MalformedInference.class)
                .isThrownBy(() -> InferenceRecord.decode(bytes))
                .withMessageContaining("version is 9");
    }

    @Example
    void bytes_behind_the_record_are_refused() {
        byte[] bytes = bytes(simple(InputRow.empty(1), null));
        assertThatExceptionOfType(MalformedInference.class)
                .isThrownBy(() -> InferenceRecord.decode(Arrays.copyOf(bytes, bytes.length + 3)))
                .withMessageContaining("3 bytes follow");
    }

    @Example
    void a_huge_count_takes_no_memory() {
        byte[] bytes = bytes(simple(new InputRow(new double[0], new String[0]), null));
        int count = 1 + 16 + 5 + 1 + 1 + 1 + 1; // version, id, integers of one byte, variant, reason, unit, outcome
        assertThat(bytes[count]).isZero();
        byte[] hostile = Arrays.copyOf(bytes, count + 5);
        for (int i = 0; i < 4; i++) {
            hostile[count + i] = (byte) 0xff;
        }
        hostile[count + 4] = 0x07; // 2^31 - 1 features
        assertThatExceptionOfType(MalformedInference.class).isThrownBy(() -> InferenceRecord.decode(hostile));
    }

    @Example
    void numbers_keep_their_bits() {
        double[] numbers = {
            0.0,
            -0.0,
            1,
            -1,
            0.1,
            0.5,
            Float.MIN_VALUE,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Integer.MAX_VALUE,
            Integer.MIN_VALUE,
            1L << 40,
            Long.MAX_VALUE,
            Double.NaN
        };
        InputRow row = new InputRow(numbers, new String[numbers.length]);
        assertThat(InferenceRecord.decode(bytes(simple(row, null))).inputs().numbers())
                .containsExactly(numbers);
    }

    @Example
    void text_is_utf_8_and_a_lone_surrogate_becomes_a_question_mark() {
        for (String text :
                new String[] {"", "plain", "naïve", "模型", "🚂 train", "\ud800", "a\udc00b", "\ud83d", "\udc00\ud800"}) {
            String expected = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            assertThat(InferenceRecord.decode(bytes(simple(InputRow.empty(0), text)))
                            .unit())
                    .isEqualTo(expected);
        }
    }

    @Example
    void thirty_whole_numbers_take_two_bytes_each() {
        InputRow row = InputRow.empty(30);
        int empty = bytes(simple(row, null)).length;
        Arrays.fill(row.numbers(), 7);
        assertThat(bytes(simple(row, null)).length - empty).isEqualTo(30);
    }

    @Example
    void inputs_of_two_lengths_are_refused() {
        InputRow crooked = new InputRow(new double[2], new String[1]);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> encoder.encode(simple(crooked, null)))
                .withMessageContaining("2 numbers, but 1 texts");
    }

    @Provide
    Arbitrary<InferenceRecord> records() {
        Arbitrary<@Nullable String> text = Arbitraries.strings().ofMaxLength(40).injectNull(0.3);
        Arbitrary<Double> number = Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.integers().map(Integer::doubleValue),
                Arbitraries.floats().map(Float::doubleValue),
                Arbitraries.of(Double.NaN, -0.0, Double.NEGATIVE_INFINITY));
        Arbitrary<InputRow> inputs = Combinators.combine(
                        number.array(double[].class).ofMaxSize(40), text.list().ofSize(40))
                .as((numbers, texts) ->
                        new InputRow(numbers, texts.subList(0, numbers.length).toArray(new String[0])));
        Arbitrary<ClassScores> scores = Combinators.combine(
                        Arbitraries.integers().array(int[].class).ofMaxSize(12),
                        Arbitraries.floats().array(float[].class).ofSize(12))
                .as((labels, values) -> new ClassScores(labels, Arrays.copyOf(values, labels.length)));
        Arbitrary<long[]> longs = Arbitraries.longs().array(long[].class).ofSize(9);
        Arbitrary<List<OutputAnswer>> outputs = Combinators.combine(Arbitraries.integers(), text, number, scores)
                .as(OutputAnswer::new)
                .list()
                .ofMaxSize(3);
        Arbitrary<InferenceRecord> targets = Combinators.combine(
                        longs,
                        text.list().ofSize(6),
                        Arbitraries.of(RoutingReason.class),
                        Arbitraries.of(InferenceOutcome.class),
                        inputs,
                        Arbitraries.integers(),
                        number,
                        scores)
                .as((l, t, reason, outcome, row, label, score, classes) -> new InferenceRecord(
                        new UUID(l[0], l[1]),
                        l[2],
                        l[3],
                        l[4],
                        l[5],
                        l[6],
                        t.get(0),
                        reason,
                        t.get(1),
                        outcome,
                        row,
                        label,
                        t.get(2),
                        score,
                        classes,
                        l[7],
                        t.get(3),
                        t.get(4),
                        t.get(5),
                        l[8]));
        Arbitrary<@Nullable ExperimentArm> arms = Combinators.combine(Arbitraries.longs(), Arbitraries.integers())
                .as(ExperimentArm::new)
                .injectNull(0.5);
        return Combinators.combine(targets, outputs, arms)
                .as((target, others, arm) ->
                        arm == null ? target.with(others) : target.with(others).in(arm));
    }

    static byte[] bytes(InferenceRecord inference) {
        ByteBuffer encoded = new InferenceEncoder().encode(inference);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    static InferenceRecord simple(InputRow inputs, @Nullable String unit) {
        return new InferenceRecord(
                new UUID(1, 2),
                0,
                0,
                0,
                0,
                0,
                null,
                RoutingReason.DEPLOYMENT,
                unit,
                InferenceOutcome.ANSWERED,
                inputs,
                -1,
                null,
                0.5,
                ClassScores.NONE,
                0,
                null,
                null,
                null,
                InferenceRecord.UNSAID);
    }

    /** Lone surrogates cannot be kept in UTF-8; the texts are compared as UTF-8 keeps them. */
    static void assertSame(InferenceRecord actual, InferenceRecord expected) {
        assertThat(actual)
                .usingRecursiveComparison()
                .withEqualsForType(InferenceRecordTest::sameInUtf8, String.class)
                .withEqualsForType(Double::equals, Double.class)
                .withEqualsForType(Float::equals, Float.class)
                .isEqualTo(expected);
    }

    private static boolean sameInUtf8(@Nullable String a, @Nullable String b) {
        return a == null || b == null
                ? a == b
                : Arrays.equals(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
