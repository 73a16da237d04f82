package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.model.VersionScores;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.recipe.Recipe;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.training.model.JobRows;
import org.modelyard.training.process.Checkpoints;

/** A cross-validation, fold by fold: a fold that was answered in an earlier life of the job is not fitted again. */
@ApplicationScoped
public class FoldAnswers {

    private static final System.Logger LOG = System.getLogger(FoldAnswers.class.getName());

    @Inject
    private FitExecutors executors;

    @Inject
    private ChosenTrainer chosen;

    @Inject
    private FitThreads threads;

    @Inject
    private ArtifactStore artifacts;

    @Inject
    private Checkpoints checkpoints;

    /** @return one a fold: the answers to its rows, of a model that learnt from the others */
    List<VersionScores> of(TrainingTask task, TrainingRun run, JobRows rows) {
        List<VersionScores> answers = new ArrayList<>();
        for (int fold = 1; fold <= rows.folds().size(); fold++) {
            String name = "fold-" + fold;
            VersionScores known = known(task, name);
            if (known == null) {
                ModelScorer model = executors.run(task, run, fold);
                if (task.plan().keeps(Recipe.Kept.FOLDS)) {
                    keep(task, fold, model); // before the answers: who has those asks for no model any more
                }
                known = VersionScores.of(
                        model,
                        rows.evaluation().select(rows.folds().get(fold - 1).test()),
                        threads.workers());
                checkpoints.write(task.id(), name, known.toBytes());
            }
            answers.add(known);
            run.check();
        }
        return answers;
    }

    private void keep(TrainingTask task, int fold, ModelScorer model) {
        byte[] bundle = new ModelBundle(model, chosen.of(task), task.plan().seed()).write();
        String address = artifacts.put(bundle).sha256();
        checkpoints.write(task.id(), member(fold), address.getBytes(StandardCharsets.US_ASCII));
    }

    /** The addresses of the folds' models by kind of artifact, where the recipe keeps them. */
    Map<String, String> members(TrainingTask task, JobRows rows) {
        Map<String, String> members = new TreeMap<>();
        if (task.plan().keeps(Recipe.Kept.FOLDS)) {
            for (int fold = 1; fold <= rows.folds().size(); fold++) {
                String kind = member(fold);
                byte[] address = checkpoints
                        .read(task.id(), kind)
                        .orElseThrow(() -> new IllegalStateException("no model of " + kind));
                members.put(kind, new String(address, StandardCharsets.US_ASCII));
            }
        }
        return members;
    }

    private static String member(int fold) {
        return ArtifactKind.MEMBER + "-" + fold;
    }

    private @Nullable VersionScores known(TrainingTask task, String name) {
        Optional<byte[]> stored = checkpoints.read(task.id(), name);
        if (stored.isEmpty()) {
            return null;
        }
        try {
            return VersionScores.fromBytes(stored.get());
        } catch (CorruptContent e) {
            LOG.log(Level.WARNING, "the answers of a fold of training job " + task.id() + " are of no use", e);
            return null;
        }
    }
}
