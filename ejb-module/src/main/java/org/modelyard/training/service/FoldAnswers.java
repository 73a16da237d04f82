package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.model.TableScores;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.training.model.JobRows;
import org.modelyard.training.process.Checkpoints;

/** A cross-validation, fold by fold: a fold that was answered in an earlier life of the job is not fitted again. */
@ApplicationScoped
public class FoldAnswers {

    private static final System.Logger LOG = System.getLogger(FoldAnswers.class.getName());

    @Inject
    private FitExecutors executors;

    @Inject
    private Checkpoints checkpoints;

    /** @return one a fold: the answers to its rows, of a model that learnt from the others */
    List<TableScores> of(TrainingTask task, TrainingRun run, JobRows rows) {
        List<TableScores> answers = new ArrayList<>();
        for (int fold = 1; fold <= rows.folds().size(); fold++) {
            String name = "fold-" + fold;
            TableScores known = known(task, name);
            if (known == null) {
                known = TableScores.of(
                        executors.run(task, run, fold),
                        rows.evaluation().select(rows.folds().get(fold - 1).test()));
                checkpoints.write(task.id(), name, known.toBytes());
            }
            answers.add(known);
            run.check();
        }
        return answers;
    }

    private @Nullable TableScores known(TrainingTask task, String name) {
        Optional<byte[]> stored = checkpoints.read(task.id(), name);
        if (stored.isEmpty()) {
            return null;
        }
        try {
            return TableScores.fromBytes(stored.get());
        } catch (CorruptContent e) {
            LOG.log(Level.WARNING, "the answers of a fold of training job " + task.id() + " are of no use", e);
            return null;
        }
    }
}
