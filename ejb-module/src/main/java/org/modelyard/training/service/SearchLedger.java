package org.modelyard.training.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.modelyard.ml.search.Search;
import org.modelyard.ml.search.SearchPlan;
import org.modelyard.ml.search.Trial;
import org.modelyard.platform.service.StatementFailed;
import org.modelyard.training.entity.TrainingTrials;

/** The trials of a search as rows; each call is a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SearchLedger {

    @Inject
    private TrainingTrials trials;

    /**
     * What to try next: a trial that an earlier life of the job left behind, else a new one. For one caller at a time.
     *
     * @param taken whether somebody in this life of the job has the trial
     * @return empty when there is none now
     */
    public Optional<Trial> next(UUID job, SearchPlan plan, long seed, Predicate<Trial> taken) {
        try {
            List<Trial> history = trials.of(job);
            Optional<Trial> left = history.stream()
                    .filter(trial -> trial.running() && !taken.test(trial))
                    .findFirst();
            if (left.isPresent()) {
                return left;
            }
            Optional<Trial> next = Search.of(plan, seed).next(history);
            if (next.isPresent()) {
                trials.write(job, next.get());
            }
            return next;
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    public void ended(UUID job, Trial trial) {
        try {
            trials.write(job, trial);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** In the order of their numbers. */
    public List<Trial> of(UUID job) {
        try {
            return trials.of(job);
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
