package org.modelyard.experiment.entity;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.StringJoiner;
import org.modelyard.experiment.model.ExperimentMetric;
import org.modelyard.experiment.model.MetricSource;

/**
 * The judged units of an experiment and what each has yielded within its window: a row an event, and one at least a unit unless only
 * {@link #active} ones are wanted. Units are read
 * as columns of {@code x}, what they yielded as {@code name}, {@code event_value} and {@code yielded} (0 in a row of no event) of
 * {@link #event}.
 *
 * <p>Events are looked up unit by unit, in an index that has all that is asked. What came of answers is read the other way round, from the
 * answers: an index of theirs by unit would cost each prediction more than its row does, since units come in no order.
 */
final class UnitRows {

    /** Of the judged units. */
    private static final String JUDGED = " x.experiment_id = ? and x.variant >= 0 and x.at_millis <= ?";

    private static final String COLUMNS = "x.variant, x.unit, x.at_millis, x.covariate, x.round_number, x.propensity,"
            + " x.segment_0, x.segment_1, x.segment_2, x.segment_3, x.segment_4";

    private static final String NO_EVENT =
            "select " + COLUMNS + ", 0 as yielded, '' as name, cast(0 as double) as event_value"
                    + " from experiment_exposure x where" + JUDGED;

    private final JudgedUnits judged;
    private final List<String> names;
    private final boolean events;
    private final List<ExperimentSources.Yield> yields;
    /** Those too that have yielded nothing. */
    private final boolean all;

    /** @param names of events that are wanted; none for all */
    UnitRows(JudgedUnits judged, ExperimentMetric metric, List<String> names) {
        this(judged, metric, names, true);
    }

    private UnitRows(JudgedUnits judged, ExperimentMetric metric, List<String> names, boolean all) {
        this.all = all;
        this.judged = judged;
        this.names = List.copyOf(names);
        this.events = metric.source() == MetricSource.EVENTS;
        this.yields = ExperimentSources.of(metric, judged);
    }

    /** Of those units alone that have yielded something: no pass over all that were assigned. */
    static UnitRows active(JudgedUnits judged, ExperimentMetric metric, List<String> names) {
        return new UnitRows(judged, metric, names, false);
    }

    /** A column of what was yielded. */
    String event(String column) {
        if (events) {
            return column.equals("yielded") ? "case when v.event_id is null then 0 else 1 end" : "v." + column;
        }
        return "x." + column;
    }

    /** From {@code from} on, without groups. */
    String sql() {
        if (events) {
            return " from experiment_exposure x" + (all ? " left" : "") + " join experiment_event v"
                    + " on v.experiment_id = x.experiment_id and v.unit = x.unit"
                    + " and v.at_millis >= x.at_millis and v.at_millis < x.at_millis + ?" + wanted() + " where"
                    + JUDGED;
        }
        StringJoiner parts = new StringJoiner(" union all ", " from (", ") x");
        if (all) {
            parts.add(NO_EVENT);
        }
        for (ExperimentSources.Yield yield : yields) {
            parts.add(part(yield));
        }
        return parts.toString();
    }

    private static String part(ExperimentSources.Yield yield) {
        return "select " + COLUMNS + ", 1 as yielded, '" + yield.name() + "' as name, " + yield.value()
                + " as event_value " + yield.from() + " and " + yield.atMillis() + " >= x.at_millis and "
                + yield.atMillis() + " < x.at_millis + ? and" + JUDGED;
    }

    private String wanted() {
        return names.isEmpty() ? "" : " and v.name in (?" + ",?".repeat(names.size() - 1) + ")";
    }

    /** @return the next parameter's place */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int at = first;
        if (events) {
            statement.setLong(at++, judged.windowMillis());
            for (String name : names) {
                statement.setString(at++, name);
            }
            return bindJudged(statement, at);
        }
        if (all) {
            at = bindJudged(statement, at);
        }
        for (int i = 0; i < yields.size(); i++) {
            statement.setLong(at++, judged.windowMillis());
            at = bindJudged(statement, at);
        }
        return at;
    }

    private int bindJudged(PreparedStatement statement, int at) throws SQLException {
        statement.setLong(at, judged.experiment());
        statement.setLong(at + 1, judged.upToMillis());
        return at + 2;
    }
}
