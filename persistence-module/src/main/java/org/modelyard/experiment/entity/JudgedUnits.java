package org.modelyard.experiment.entity;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.modelyard.experiment.model.ExperimentPlan;

/**
 * Whose events count: the units of an experiment that were assigned up to a time, each within its own window.
 *
 * @param windowMillis after a unit's assignment
 * @param upToMillis last time of assignment, since 1970
 * @param firstAnswers whether of a unit's answers only the one that assigned it counts: later ones may be of another variant
 */
public record JudgedUnits(long experiment, long windowMillis, long upToMillis, boolean firstAnswers) {

    /** All answers of a unit count. */
    public JudgedUnits(long experiment, long windowMillis, long upToMillis) {
        this(experiment, windowMillis, upToMillis, false);
    }

    /** Those of an experiment by its plan. */
    public static JudgedUnits of(long experiment, ExperimentPlan plan, long upToMillis) {
        return new JudgedUnits(experiment, plan.windowMillis(), upToMillis, plan.firstAnswers());
    }

    /** Events of units, x and v; names of events may be asked for in between. */
    static final String JOINED = " from experiment_exposure x left join experiment_event v"
            + " on v.experiment_id = x.experiment_id and v.unit = x.unit"
            + " and v.at_millis >= x.at_millis and v.at_millis < x.at_millis + ?";

    /** The units themselves. */
    static final String WHERE = " where x.experiment_id = ? and x.variant >= 0 and x.at_millis <= ?";

    /** @return the next parameter's place */
    int bindWindow(PreparedStatement statement, int at) throws SQLException {
        statement.setLong(at, windowMillis);
        return at + 1;
    }

    void bindUnits(PreparedStatement statement, int at) throws SQLException {
        statement.setLong(at, experiment);
        statement.setLong(at + 1, upToMillis);
    }
}
