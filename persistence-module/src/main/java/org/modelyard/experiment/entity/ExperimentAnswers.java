package org.modelyard.experiment.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.ExperimentJson;
import org.modelyard.experiment.model.KnownBefore;
import org.modelyard.experiment.model.UnitFacts;
import org.modelyard.experiment.model.WantedFacts;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Newest;
import org.modelyard.serving.model.ExperimentArm;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.InferenceRecord;

/**
 * Takes out of the inference log what experiments need: who was assigned to what by a prediction, once a unit, and what each answer took.
 * In the transaction of the log's rows, so that it comes once, as they do. For one thread.
 */
public class ExperimentAnswers {

    private static final System.Logger LOG = System.getLogger(ExperimentAnswers.class.getName());

    private static final AtomicBoolean UNREADABLE = new AtomicBoolean();

    private static final String ROW = "(?,?,?,?,?,?,?,?,?)";
    private static final int ROWS = 200;
    private static final long MICROS = 1_000;

    /** Units that are not looked up again, some 150 bytes each. */
    private static final int KNOWN = 20_000;

    private final Map<Unit, Boolean> known = new Newest<>(KNOWN);

    /** Of the present transaction, by experiment: what its plan wants to know; empty for one that is no more. */
    private final Map<Long, Optional<WantedFacts>> wanted = new HashMap<>();

    /** Of the present transaction, by experiment and unit. */
    private final Map<Long, Map<String, ExperimentRows.First>> first = new TreeMap<>();

    /** That was assigned; it stays so as long as the experiment is there. */
    private record Unit(long experiment, String unit) {}

    /**
     * Inserts what each answer took; who was assigned by them is stored by {@link #expose}. A row that does not fit the model reached no version: it
     * assigns nobody. What comes for an experiment that was deleted meanwhile is
     * left out: a journal may wait longer than the rows of what is no more.
     */
    public void insert(Connection connection, List<InferenceRecord> inferences) throws SQLException {
        List<InferenceRecord> answers = new ArrayList<>();
        for (InferenceRecord inference : inferences) {
            ExperimentArm arm = inference.arm();
            String unit = inference.unit();
            WantedFacts facts = arm == null ? null : wanted(connection, arm.experimentId());
            if (arm != null && facts != null && unit != null && inference.outcome() != InferenceOutcome.REFUSED) {
                if (known.get(new Unit(arm.experimentId(), unit)) == null) {
                    ExperimentRows.First here =
                            new ExperimentRows.First(arm, millis(inference), () -> before(facts, inference));
                    first.computeIfAbsent(arm.experimentId(), any -> new HashMap<>())
                            .merge(unit, here, (one, other) -> one.atMillis() <= other.atMillis() ? one : other);
                }
                if (arm.place() != ExperimentArm.HELD_OUT) {
                    answers.add(inference);
                }
            }
        }
        for (int from = 0; from < answers.size(); from += ROWS) {
            insertTogether(connection, answers.subList(from, Math.min(from + ROWS, answers.size())));
        }
    }

    /** Stores who was assigned by what was inserted in this transaction: of all together, in an order that all nodes have. */
    public void expose(Connection connection) throws SQLException {
        ExperimentRows rows = new ExperimentRows(() -> connection);
        for (Map.Entry<Long, Map<String, ExperimentRows.First>> experiment : first.entrySet()) {
            rows.exposeAll(experiment.getKey(), experiment.getValue());
            experiment.getValue().keySet().forEach(unit -> known.put(new Unit(experiment.getKey(), unit), true));
        }
        end();
    }

    /** When the transaction has failed: who was assigned in it was not. */
    public void forget() {
        known.clear();
        end();
    }

    private void end() {
        first.clear();
        wanted.clear();
    }

    /** What one record says that cannot be read must not keep the log from being written; one tells of all. */
    private static KnownBefore before(WantedFacts wanted, InferenceRecord inference) {
        try {
            return UnitFacts.before(wanted, inference.attributes(), inference.dimensions());
        } catch (IllegalStateException unreadable) {
            if (!UNREADABLE.getAndSet(true)) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "what prediction " + inference.inferenceId()
                                + " says of its unit cannot be read; it, and all such after it, are in no segment and have no covariate",
                        unreadable);
            }
            return KnownBefore.NONE;
        }
    }

    /** What the experiment's plan wants to know; null where it is no more. */
    private @Nullable WantedFacts wanted(Connection connection, long experiment) throws SQLException {
        Optional<WantedFacts> facts = wanted.get(experiment);
        if (facts == null) {
            facts = read(connection, experiment);
            wanted.put(experiment, facts);
        }
        return facts.orElse(null);
    }

    private static Optional<WantedFacts> read(Connection connection, long experiment) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select plan from experiment where id = ?")) {
            select.setLong(1, experiment);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(wanted(experiment, row.getString(1))) : Optional.empty();
            }
        }
    }

    /** A plan that cannot be read must not keep the log from being written. */
    private static WantedFacts wanted(long experiment, String plan) {
        try {
            return ExperimentJson.wanted(plan);
        } catch (IllegalStateException unreadable) {
            LOG.log(System.Logger.Level.ERROR, "experiment " + experiment + " cannot be read", unreadable);
            return WantedFacts.NONE;
        }
    }

    private static void insertTogether(Connection connection, List<InferenceRecord> answers) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into experiment_answer (experiment_id, inference_id, unit, variant, at_millis, latency_micros,"
                        + " answered, round_number, propensity) values " + ROW
                        + ("," + ROW).repeat(answers.size() - 1))) {
            int at = 1;
            for (InferenceRecord answer : answers) {
                ExperimentArm arm = java.util.Objects.requireNonNull(answer.arm());
                insert.setLong(at++, arm.experimentId());
                insert.setBytes(at++, UuidColumn.bytes(answer.inferenceId()));
                insert.setString(at++, answer.unit());
                insert.setInt(at++, arm.place());
                insert.setLong(at++, millis(answer));
                insert.setLong(at++, answer.latencyMicros());
                insert.setBoolean(at++, answer.outcome() == InferenceOutcome.ANSWERED);
                insert.setObject(at++, arm.ofRound() ? (long) arm.round() : null, Types.BIGINT);
                insert.setObject(at++, arm.ofRound() ? arm.buckets() : null, Types.INTEGER);
            }
            insert.executeUpdate();
        }
    }

    private static long millis(InferenceRecord inference) {
        return Math.floorDiv(inference.timeMicros(), MICROS);
    }
}
