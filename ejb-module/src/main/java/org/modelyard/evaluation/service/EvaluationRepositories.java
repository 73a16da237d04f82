package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.modelyard.evaluation.entity.StoredComparisons;
import org.modelyard.evaluation.entity.StoredEvaluations;
import org.modelyard.evaluation.entity.StoredGoldenSets;
import org.modelyard.evaluation.entity.StoredTextMeasurements;

/** Makes this feature's repositories around the container's entity manager, which is safe to share. */
@ApplicationScoped
public class EvaluationRepositories {

    @PersistenceContext(unitName = "modelyard")
    private EntityManager em;

    @Produces
    @Dependent
    StoredEvaluations evaluations() {
        return new StoredEvaluations(em);
    }

    @Produces
    @Dependent
    StoredComparisons comparisons() {
        return new StoredComparisons(em);
    }

    @Produces
    @Dependent
    StoredTextMeasurements textMeasurements() {
        return new StoredTextMeasurements(em);
    }

    @Produces
    @Dependent
    StoredGoldenSets goldenSets() {
        return new StoredGoldenSets(em);
    }
}
