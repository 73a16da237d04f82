package org.modelyard.evaluation.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.ml.data.Groups;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Leakage;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.ReadingTurns;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionScorers;
import org.modelyard.training.service.LearntRows;

/** Whether a golden set is fair to a version: what its rows have in common with those that the version has learnt from. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Leakages {

    @Inject
    private Registry registry;

    @Inject
    private LearntRows learnt;

    @Inject
    private ReadingTurns reading;

    @Inject
    private VersionScorers scorers;

    /**
     * @param groupBy feature of both, such as the customer, that should be on one side only; null: none
     * @throws Refusal.Invalid when the rows do not fit the version's inputs or the memory of a training job, or have no such feature
     * @throws Refusal.Unavailable when others are looking for as long as anybody waits
     */
    public Leakage of(Caller caller, String version, GoldenSetView golden, @Nullable String groupBy) {
        caller.require(Role.VIEWER);
        ModelVersionView asked = registry.resolve(caller, golden.model(), version);
        return reading.inTurn(() -> between(caller, asked, golden, groupBy));
    }

    private Leakage between(Caller caller, ModelVersionView asked, GoldenSetView golden, @Nullable String groupBy) {
        Table training = learnt.table(caller, asked);
        Table evaluation = learnt.whole(caller, golden.snapshot());
        Signature signature = scorers.stored(caller, asked).signature();
        Table learntFrom = SignatureColumns.of(signature, training);
        Table fixed = SignatureColumns.of(signature, evaluation);
        return Leakage.between(
                learntFrom,
                new Table(
                        learntFrom.schema(),
                        fixed.columns(),
                        fixed.target(),
                        fixed.weights()), // it may name its target otherwise
                groupBy == null ? null : groups(training, groupBy),
                groupBy == null ? null : groups(evaluation, groupBy));
    }

    private static @Nullable String[] groups(Table table, String feature) {
        int index = table.schema().indexOf(feature);
        if (index < 0) {
            throw new Refusal.Invalid("groupBy", "The rows have no feature '" + Texts.brief(feature) + "'.");
        }
        return Groups.names(table.columns().get(index));
    }
}
