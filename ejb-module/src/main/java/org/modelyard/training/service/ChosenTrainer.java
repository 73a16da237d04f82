package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.modelyard.ml.search.Outcome;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.ml.search.Trial;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.training.model.TrialFit;

/** With which hyperparameters a job fits: those of its plan, or the best that its search has found. */
@ApplicationScoped
public class ChosenTrainer {

    @Inject
    private SearchLedger trials;

    @Inject
    private TrainingLedger ledger;

    /** @throws Refusal.Conflict when no trial could be measured */
    TrainerSpec of(TrainingTask task) {
        SearchPlan search = task.plan().search();
        if (search == null) {
            return task.plan().trainer();
        }
        String known = task.made().trainer();
        if (known != null) {
            return RegistryJson.read(known, TrainerSpec.class);
        }
        List<Trial> all = trials.of(task.id());
        Trial best = search.ranked(all).stream().findFirst().orElseThrow(() -> none(all));
        TrainerSpec chosen = TrialFit.spec(task.plan().trainer(), best.hyperparameters());
        ledger.searched(task.id(), RegistryJson.write(chosen));
        return chosen;
    }

    private static Refusal.Conflict none(List<Trial> all) {
        String first = all.stream()
                .filter(trial -> trial.outcome() instanceof Outcome.Failed)
                .map(trial -> ((Outcome.Failed) trial.outcome()).reason())
                .findFirst()
                .orElse("Its time was over before the first had ended.");
        return new Refusal.Conflict("The search found nothing: none of its " + all.size()
                + " trials could be measured. The first says: " + first);
    }
}
