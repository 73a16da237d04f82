package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelyard.serving.model.InferenceRecordTest.assertSame;
import static org.modelyard.serving.model.InferenceRecordTest.bytes;
import static org.modelyard.serving.model.InferenceRecordTest.simple;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Example;
import org.modelyard.ml.score.InputRow;

/** A journal may hold what an earlier release wrote, and what this one writes is as short as it was. */
class InferenceRecordVersionsTest {

    /** As the first release wrote it: a journal may hold such records when a later one starts. */
    @Example
    void a_record_of_version_1_stays_readable() {
        byte[] old = HexFormat.of()
                .parseHex(
                        "01019a00000000700080000000000000018080afa2dbffad0664a4139a0106056d61696e0108757365722d34320102"
                                + "0242250000040472656402047965733fe800000000000002023f400000003e800000f4030b7b2273686f70223a"
                                + "377d00");
        assertSame(
                InferenceRecord.decode(old),
                new InferenceRecord(
                        new UUID(0x019a000000007000L, 0x8000000000000001L),
                        1_790_000_000_000_000L,
                        50,
                        1_234,
                        77,
                        3,
                        "main",
                        RoutingReason.DEPLOYMENT,
                        "user-42",
                        InferenceOutcome.ANSWERED,
                        new InputRow(new double[] {41.25, Double.NaN}, new String[] {null, "red"}),
                        1,
                        "yes",
                        0.75,
                        new ClassScores(new int[] {1, 0}, new float[] {0.75f, 0.25f}),
                        250,
                        "{\"shop\":7}",
                        null,
                        null,
                        InferenceRecord.UNSAID));
    }

    /** As releases before outputs wrote it, and as records without any are written: byte for byte, none more. */
    @Example
    void a_record_without_outputs_is_what_it_was_in_version_2() {
        String old = "02000000000000000100000000000000020000000000000108757365722d343201010001003fe0000000000000"
                + "0000000000ffffffffffffffffff01";
        byte[] bytes = bytes(simple(InputRow.empty(1), "user-42"));
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(old);
        byte[] several = bytes(simple(InputRow.empty(1), "user-42")
                .with(List.of(new OutputAnswer(1, "high", 0.75, new ClassScores(new int[] {1}, new float[] {0.75f})))));
        assertThat(several[0]).isEqualTo(InferenceEncoder.VERSION_3);
        assertThat(Arrays.copyOfRange(several, 1, bytes.length)).isEqualTo(Arrays.copyOfRange(bytes, 1, bytes.length));
        assertThat(InferenceRecord.decode(several).outputs()).hasSize(1);
    }
}
