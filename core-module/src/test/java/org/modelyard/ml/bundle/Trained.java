package org.modelyard.ml.bundle;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.train.Targets;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.ml.train.Trainers;
import org.modelyard.ml.train.TrainingData;
import org.modelyard.ml.train.TrainingSession;

/**
 * A model trained from start to end, for tests.
 *
 * @param slowestStep in seconds of processor time, so that a busy machine fails no test
 * @param seconds encoding and training
 */
record Trained(ModelBundle bundle, double slowestStep, double seconds) {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    static Trained on(Table table, String trainer, Map<String, ?> hyperparameters) {
        long start = System.nanoTime();
        TrainerSpec spec = Trainers.spec(trainer, hyperparameters);
        FeatureEncoder encoder = FeatureEncoder.fit(table, spec.encoding(table.rows()));
        Targets targets = Targets.of(table);
        TrainingSession session = TrainingSession.start(spec, new TrainingData(encoder.encode(table), targets), 42);
        long slowest = 0;
        while (!session.done()) {
            long before = CPU.getCurrentThreadCpuTime();
            session.step();
            slowest = Math.max(slowest, CPU.getCurrentThreadCpuTime() - before);
        }
        List<String> labels = targets instanceof Targets.Labels named ? named.names() : List.of();
        ModelBundle bundle = new ModelBundle(new ModelScorer(encoder, session.finish(), labels), spec, 42);
        return new Trained(bundle, slowest / 1e9, (System.nanoTime() - start) / 1e9);
    }
}
