package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UpperChars;
import org.modelyard.ml.score.InputRow;

/** What an inference took, in the journal. */
class SpentRecordTest {

    private final InferenceEncoder encoder = new InferenceEncoder();

    @Property(tries = 300)
    void what_it_took_reads_back_with_the_experiment_that_it_belongs_to(
            @ForAll long read,
            @ForAll long written,
            @ForAll long cost,
            @ForAll @UpperChars @StringLength(3) String currency,
            @ForAll boolean told,
            @ForAll boolean arm,
            @ForAll long experiment,
            @ForAll int place) {
        Spent spent = new Spent(read, written, cost, told ? currency : null);
        ExperimentArm part = new ExperimentArm(experiment, place);
        InferenceRecord record = arm ? record().in(part).taking(spent) : record().taking(spent);
        byte[] bytes = bytes(record);
        InferenceRecord back = InferenceRecord.decode(bytes);
        assertThat(back.spent()).isEqualTo(spent);
        assertThat(back.arm()).isEqualTo(arm ? part : null);
        assertThatExceptionOfType(MalformedInference.class)
                .isThrownBy(() -> InferenceRecord.decode(Arrays.copyOf(bytes, bytes.length - 1)));
    }

    /** Earlier releases read what took nothing that anybody has told. */
    @Example
    void a_record_without_tokens_and_cost_is_written_as_before() {
        byte[] before = bytes(record());
        byte[] taking = bytes(record().taking(new Spent(3, Spent.UNKNOWN, 250, "EUR")));
        assertThat(before[0]).isEqualTo(InferenceEncoder.VERSION_2);
        assertThat(bytes(record().in(new ExperimentArm(7, 1)))[0]).isEqualTo(InferenceEncoder.VERSION_4);
        assertThat(taking[0]).isEqualTo(InferenceEncoder.VERSION_5);
        assertThat(Arrays.copyOfRange(taking, 1, before.length))
                .isEqualTo(Arrays.copyOfRange(before, 1, before.length));
    }

    @Example
    void neither_yes_nor_no_is_no_word_on_an_experiment() {
        byte[] before = bytes(record());
        byte[] taking = bytes(record().taking(new Spent(3, 1, 250, null)));
        taking[before.length + 1] = 2; // behind the number of outputs, 0
        assertThatExceptionOfType(MalformedInference.class)
                .isThrownBy(() -> InferenceRecord.decode(taking))
                .withMessageContaining("experiment is 2");
    }

    @Property(tries = 100)
    void who_asked_reads_back_with_what_it_took_and_the_experiment(
            @ForAll @StringLength(max = 140) String caller,
            @ForAll boolean taken,
            @ForAll long cost,
            @ForAll boolean arm,
            @ForAll int place) {
        String actor = caller.replaceAll("[\\p{Cs}]", "");
        Spent spent = taken ? new Spent(3, Spent.UNKNOWN, cost, "EUR") : null;
        ExperimentArm part = new ExperimentArm(7, place);
        InferenceRecord record = arm ? record().in(part) : record();
        byte[] bytes = bytes(record.taking(spent).askedBy(actor));
        assertThat(bytes[0]).isEqualTo(InferenceEncoder.VERSION_6);
        InferenceRecord back = InferenceRecord.decode(bytes);
        assertThat(back.caller()).isEqualTo(actor);
        assertThat(back.spent()).isEqualTo(spent);
        assertThat(back.arm()).isEqualTo(arm ? part : null);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(MalformedInference.class).isThrownBy(() -> InferenceRecord.decode(cut));
        }
    }

    @Example
    void neither_yes_nor_no_is_no_word_on_what_it_took() {
        byte[] before = bytes(record());
        byte[] asked = bytes(record().askedBy("anna"));
        asked[before.length + 2] = 2; // behind the number of outputs, 0, and no experiment
        assertThatExceptionOfType(MalformedInference.class)
                .isThrownBy(() -> InferenceRecord.decode(asked))
                .withMessageContaining("cost are known is 2");
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
                RoutingReason.DEPLOYMENT,
                null,
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
