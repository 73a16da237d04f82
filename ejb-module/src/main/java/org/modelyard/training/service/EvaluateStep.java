package org.modelyard.training.service;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.modelyard.evaluation.model.Study;
import org.modelyard.evaluation.model.TableScores;
import org.modelyard.evaluation.model.VersionScores;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.ml.evaluation.DeclaredSlice;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.OutputEvaluation;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.training.model.Examination;
import org.modelyard.training.model.FitRows;
import org.modelyard.training.model.JobRows;
import org.modelyard.training.model.TrainingPhase;
import org.modelyard.training.model.TrainingPlan;

/**
 * Asks the stored model, read back as serving will read it, about the rows that were held out; in a cross-validation, the
 * models of the folds about the rows that each had not learnt from.
 */
@Named
@Dependent
public class EvaluateStep extends TrainingStep {

    @Inject
    private TrainingRows rows;

    @Inject
    private FoldAnswers folds;

    @Inject
    private KeptCases cases;

    @Inject
    private TrainedBusiness business;

    @Inject
    private FitThreads threads;

    @Inject
    private ArtifactStore artifacts;

    @Inject
    private ServingBaseline serving;

    @Override
    TrainingPhase phase() {
        return TrainingPhase.EVALUATE;
    }

    @Override
    void work(TrainingTask task, TrainingRun run) {
        if (task.made().evaluation() != null) {
            return;
        }
        byte[] bundle = artifacts.get(TrainingTask.require(task.made().bundle(), "model"));
        ModelScorer scorer = ModelBundle.read(bundle).scorer();
        JobRows split = rows.of(task, run);
        List<VersionScores> parts = split.folds().isEmpty()
                ? List.of(VersionScores.of(scorer, split.evaluation(), threads.workers()))
                : folds.of(task, run, split);
        VersionScores all = split.folds().isEmpty() ? parts.get(0) : VersionScores.joined(parts);
        TableScores answers = all.target();
        BusinessMetrics worth = business.now(task);
        Examination examination = Examination.of(scorer.signature().labels(), split.train(), answers, worth);
        run.check();
        List<DeclaredSlice> slices = task.plan().slices(split.evaluation().schema());
        Map<String, String> study = split.folds().isEmpty()
                ? Study.of(
                        scorer, split.evaluation(), answers, slices, task.plan().seed(), threads.workers())
                : Study.ofFolds(
                        split.evaluation().select(split.asked()),
                        split.folds(),
                        parts.stream().map(VersionScores::target).toList(),
                        slices,
                        new Study.Split(said(task.plan()), worth));
        run.check();
        Map<String, String> documents = new TreeMap<>(folds.members(task, split));
        documents.putAll(cases.of(task, scorer.signature()));
        study.forEach((kind, json) -> documents.put(kind, stored(json)));
        List<OutputEvaluation> outputs =
                split.folds().isEmpty() ? all.evaluate(split.train(), split.evaluation()) : all.evaluate(split.train());
        if (!outputs.isEmpty()) {
            documents.put(ArtifactKind.OUTPUTS, stored(OutputEvaluation.toJson(outputs)));
        }
        FitRows.of(split.train(), task.plan())
                .calibration(scorer, task.plan())
                .ifPresent(report -> documents.put(ArtifactKind.CALIBRATION, stored(report.toJson())));
        Evaluation evaluation = serving.beside(
                task.caller(),
                task.model(),
                "",
                () -> rows.asked(task),
                (champion, asked) -> rows.seen(task, champion, asked),
                examination.evaluation());
        ledger().evaluated(
                        task.id(),
                        stored(evaluation.toJson()),
                        artifacts.put(examination.profile().toBytes()).sha256(),
                        RegistryJson.metrics(examination.evaluation(), outputs),
                        RegistryJson.write(documents));
    }

    private String stored(String json) {
        return artifacts.put(json.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    /** How the rows were split, in a few words. */
    private static String said(TrainingPlan plan) {
        if (plan.groupBy() != null) {
            return "groups of '" + plan.groupBy() + "' stay together";
        }
        return plan.orderBy() == null ? "at random, each label's share the same" : "by '" + plan.orderBy() + "'";
    }
}
