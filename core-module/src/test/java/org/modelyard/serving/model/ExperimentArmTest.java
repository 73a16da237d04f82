package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.score.InputRow;

/** The part of an experiment that an inference belongs to, in the journal. */
class ExperimentArmTest {

    private final InferenceEncoder encoder = new InferenceEncoder();

    @Test
    void a_part_of_an_experiment_stands_at_the_end() {
        byte[] bare = bytes(record());
        byte[] part = bytes(record().in(new ExperimentArm(1_050, 3)));
        assertThat(bare[0]).as("whoever takes no part is written as before").isEqualTo(InferenceEncoder.VERSION_2);
        assertThat(part[0]).isEqualTo(InferenceEncoder.VERSION_4);
        assertThat(Arrays.copyOfRange(part, 1, bare.length)).isEqualTo(Arrays.copyOfRange(bare, 1, bare.length));
        assertThat(InferenceRecord.decode(bare).arm()).isNull();
        assertThat(InferenceRecord.decode(part).arm()).isEqualTo(new ExperimentArm(1_050, 3));
    }

    @Test
    void a_unit_that_is_held_out_is_a_part_as_well() {
        ExperimentArm out = new ExperimentArm(7, ExperimentArm.HELD_OUT);
        assertThat(InferenceRecord.decode(bytes(record().in(out))).arm()).isEqualTo(out);
    }

    @Test
    void the_round_and_the_propensity_of_a_bandit_read_back_whoever_asked_and_whatever_it_took() {
        ExperimentArm part = new ExperimentArm(1_050, 3, 11_000, 9_876);
        Spent spent = new Spent(3, Spent.UNKNOWN, 250, "EUR");
        for (InferenceRecord one : List.of(
                record().in(part),
                record().in(part).askedBy("anna"),
                record().in(part).taking(spent),
                record().in(part).taking(spent).askedBy("anna"))) {
            byte[] bytes = bytes(one);
            assertThat(bytes[0]).isEqualTo(InferenceEncoder.VERSION);
            InferenceRecord back = InferenceRecord.decode(bytes);
            assertThat(back.arm()).isEqualTo(part);
            assertThat(back.spent()).isEqualTo(one.spent());
            assertThat(back.caller()).isEqualTo(one.caller());
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatExceptionOfType(MalformedInference.class).isThrownBy(() -> InferenceRecord.decode(cut));
            }
        }
    }

    @Test
    void a_unit_that_a_bandit_holds_out_has_no_propensity_and_is_written_as_before() {
        ExperimentArm out = new ExperimentArm(7, ExperimentArm.HELD_OUT);
        assertThat(out.ofRound()).isFalse();
        assertThat(bytes(record().in(out))[0]).isEqualTo(InferenceEncoder.VERSION_4);
    }

    private byte[] bytes(InferenceRecord inference) {
        ByteBuffer encoded = encoder.encode(inference);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    private static InferenceRecord record() {
        return new InferenceRecord(
                new UUID(1, 2),
                0,
                0,
                0,
                0,
                0,
                null,
                RoutingReason.EXPERIMENT,
                "user-42",
                InferenceOutcome.ANSWERED,
                InputRow.empty(1),
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
}
