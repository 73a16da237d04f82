package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
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
