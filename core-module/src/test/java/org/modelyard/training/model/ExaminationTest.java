package org.modelyard.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.train.Targets;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.ml.train.TrainingData;
import org.modelyard.ml.train.TrainingSession;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.DriftProfile;

class ExaminationTest {

    @Test
    void a_classifier_is_measured_on_rows_it_has_not_seen() {
        Holdout parts = Holdout.split(Tables.labelled(600, 400), 0.2, 1);
        Examination examination = Examination.of(scorer("logistic-regression", parts.train()), parts);
        assertThat(examination.evaluation().rows()).isEqualTo(200);
        assertThat(examination.evaluation().value("accuracy")).isBetween(0.7, 0.95);
        assertThat(examination.profile().reference().rows()).isEqualTo(800);
        assertThat(examination.profile().reference().predictions()).isEqualTo(200);
    }

    @Test
    void a_label_that_was_never_learnt_counts_against_the_model() {
        Table learnt = Tables.labelled(50, 50);
        Column.Categories target = (Column.Categories) learnt.target();
        int[] codes = target.codes().clone();
        codes[0] = 2;
        Table asked = new Table(
                learnt.schema(), learnt.columns(), new Column.Categories(codes, new String[] {"no", "yes", "perhaps"}));
        Examination examination =
                Examination.of(scorer("logistic-regression", learnt), new Holdout(learnt, asked.select(new int[] {0})));
        assertThat(examination.evaluation().value("accuracy")).isZero();
        assertThat(examination.evaluation().classes()).hasSize(3);
    }

    @Test
    void a_regression_is_measured_in_its_unit() {
        Holdout parts = Holdout.split(Tables.valued(500), 0.2, 1);
        Examination examination = Examination.of(scorer("linear-regression", parts.train()), parts);
        assertThat(examination.evaluation().value("rmse")).isBetween(0.05, 0.2);
    }

    @Test
    void a_profile_survives_its_bytes_and_nothing_else_is_taken_for_one() {
        Holdout parts = Holdout.split(Tables.labelled(60, 40), 0.2, 1);
        DriftProfile profile = Examination.of(scorer("logistic-regression", parts.train()), parts)
                .profile();
        byte[] bytes = profile.toBytes();
        assertThat(DriftProfile.fromBytes(bytes)).isEqualTo(profile);
        byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length / 2);
        assertThatThrownBy(() -> DriftProfile.fromBytes(cut)).isInstanceOf(CorruptContent.class);
        assertThatThrownBy(() -> DriftProfile.fromBytes(new byte[0])).isInstanceOf(CorruptContent.class);
    }

    @Test
    void a_job_too_large_for_the_memory_says_what_to_change() {
        Schema schema = Tables.LABELLED;
        MemoryEstimate.require(schema, 1_000, 20_000, 1 << 20);
        assertThatThrownBy(() -> MemoryEstimate.require(schema, 1_000_000, 20_000_000, 1 << 20))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("modelyard.training.memory");
    }

    private static ModelScorer scorer(String type, Table rows) {
        TrainerSpec spec = Trainers.spec(type, Map.of());
        FeatureEncoder encoder = FeatureEncoder.fit(rows, spec.encoding(rows.rows()));
        Targets targets = Targets.of(rows);
        TrainingSession session = TrainingSession.start(spec, new TrainingData(encoder.encode(rows), targets), 1);
        while (!session.done()) {
            session.step();
        }
        List<String> labels = targets instanceof Targets.Labels known ? known.names() : List.of();
        return new ModelScorer(encoder, session.finish(), labels);
    }
}
