package org.modelyard.serving.service;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.entity.ExperimentAnswers;
import org.modelyard.journal.Entry;
import org.modelyard.journal.Journal;
import org.modelyard.journal.JournalReader;
import org.modelyard.journal.Position;
import org.modelyard.serving.entity.InferenceLogWriter;
import org.modelyard.serving.entity.JournalPositions;
import org.modelyard.serving.model.Accounting;
import org.modelyard.serving.model.LoggedInference;
import org.modelyard.serving.model.VersionShape;

/**
 * Moves records from the journal into the database: rows, hourly counts and the position in one transaction, and only then
 * the journal's space is given back. What is found behind the stored position is drained, what lies before it was: so each
 * record comes once, whether the process dies before or after the commit, or never learns how the commit ended.
 *
 * <p>A record that cannot be written keeps no other out: it goes into the log uncounted, or without its inputs, and where not even that can
 * be written it is passed over; each is said loudly, with its id.
 *
 * <p>For one thread. After an exception the same records are tried again by the next call.
 */
final class InferenceDrain {

    private static final System.Logger LOG = System.getLogger(InferenceDrain.class.getName());

    private static final long BATCH_BYTES = 16 << 20;

    /** Records that are decoded and written before the next are looked at: what is held is copied by each collection of young objects. */
    private static final int AT_ONCE = 200;

    /** How a record is written: each way needs less of it than the one before. */
    private enum Manner {
        WHOLE("is written whole"),
        UNCOUNTED("goes into the log, and into no count"),
        BARE("goes into the log without its inputs, and into no count"),
        PASSED_OVER("is not in the log");

        private final String said;

        Manner(String said) {
            this.said = said;
        }
    }

    private final DataSource database;
    private final Journal journal;
    private final LongFunction<Optional<VersionShape>> versions;
    private final int batchRows;
    private final Clock clock;
    private final InferenceLogWriter log = new InferenceLogWriter();
    private final ExperimentAnswers answers = new ExperimentAnswers();
    private final DrainedHours hours;
    private final JournalPositions positions;
    private final UsageRollup usage;

    private List<Entry> pending = List.of();
    private volatile @Nullable JournalReader reader;
    private volatile boolean hurried;

    /**
     * @param versions by internal id; empty when a version cannot be loaded: its rows are then logged by position
     * @param accounts by internal id of the model; null where nobody has said by what its answers are added up
     * @param batchRows rows of a transaction at most
     */
    InferenceDrain(
            DataSource database,
            Journal journal,
            String node,
            LongFunction<Optional<VersionShape>> versions,
            LongFunction<@Nullable Accounting> accounts,
            int batchRows,
            Clock clock) {
        this.database = database;
        this.journal = journal;
        this.versions = versions;
        this.batchRows = batchRows;
        this.clock = clock;
        this.hours = new DrainedHours(node);
        this.positions = new JournalPositions(node);
        this.usage = new UsageRollup(node, accounts);
    }

    /**
     * Waits until a batch is full or the time is over, and drains what is there.
     *
     * @return rows drained
     */
    int drain(Duration patience) throws InterruptedException, IOException, SQLException {
        JournalReader open = reader();
        if (pending.isEmpty()) {
            Duration longest = hurried ? Duration.ZERO : patience;
            open.await(batchRows, longest);
            hurried = false; // before reading, which finds all that somebody waits for by now
            pending = read(open);
        }
        if (pending.isEmpty()) {
            return 0;
        }
        int rows = commit();
        Position end = pending.get(pending.size() - 1).next();
        pending = List.of();
        open.release(end);
        return rows;
    }

    /** Lets {@link #drain} wait for no more records, or the next one. For any thread. */
    void hurry() {
        hurried = true; // before looking: a reader that is being opened sees it
        JournalReader open = reader;
        if (open != null) {
            open.hurry();
        }
    }

    /** Stops reading; what is pending is read again by the next drain. */
    void close() throws IOException {
        JournalReader open = reader;
        reader = null;
        pending = List.of();
        if (open != null) {
            open.close();
        }
    }

    private JournalReader reader() throws IOException, SQLException {
        JournalReader open = reader;
        if (open == null) {
            open = journal.reader(storedPosition());
            reader = open;
        }
        return open;
    }

    /** After a failed read it is not known how far the reader went: the next one begins at the stored position. */
    private List<Entry> read(JournalReader open) throws IOException {
        try {
            return open.read(batchRows, BATCH_BYTES);
        } catch (IOException failed) {
            close();
            throw failed;
        }
    }

    private Position storedPosition() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return positions.load(connection);
        }
    }

    /**
     * Writes what of the pending records is not in the database yet; where the database refuses a value, record by record, so that the one
     * that it is in keeps no other out.
     */
    private int commit() throws SQLException {
        try {
            return commit(pending, Manner.WHOLE);
        } catch (SQLException failed) {
            DataFault.require(failed);
            LOG.log(Level.WARNING, "a batch cannot be written; its records are written one by one", failed);
        }
        int rows = 0;
        for (Entry entry : pending) {
            rows += commitAlone(entry);
        }
        return rows;
    }

    private int commitAlone(Entry entry) throws SQLException {
        SQLException last = null;
        for (Manner manner : Manner.values()) {
            if (last != null) {
                LOG.log(Level.ERROR, DrainedBatch.name(entry) + " " + manner.said, last);
            }
            try {
                return commit(List.of(entry), manner);
            } catch (SQLException failed) {
                DataFault.require(failed);
                last = failed;
            }
        }
        throw new SQLException("not even the position behind a record can be written", last);
    }

    private int commit(List<Entry> entries, Manner manner) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int rows = write(connection, entries, manner);
                connection.commit();
                return rows;
            } catch (SQLException | RuntimeException | Error failed) {
                // an error too: what is not rolled back is committed when the connection goes back to its mode
                answers.forget();
                hours.forget();
                usage.forget();
                rollBack(connection, failed);
                throw failed;
            } finally {
                restore(connection);
            }
        }
    }

    private int write(Connection connection, List<Entry> entries, Manner manner) throws SQLException {
        Position stored = positions.load(connection);
        Position end = entries.get(entries.size() - 1).next();
        if (end.compareTo(stored) <= 0) {
            return 0;
        }
        usage.begin();
        DrainedBatch batch = new DrainedBatch(versions, usage);
        int rows = 0;
        for (int from = 0; from < entries.size(); from += AT_ONCE) {
            for (Entry entry : entries.subList(from, Math.min(entries.size(), from + AT_ONCE))) {
                if (entry.next().compareTo(stored) > 0) {
                    add(batch, entry, manner);
                }
            }
            rows += insert(connection, batch.take(), manner);
        }
        if (manner == Manner.WHOLE) {
            count(connection, batch);
        }
        positions.store(connection, end, clock.instant());
        return rows;
    }

    private static void add(DrainedBatch batch, Entry entry, Manner manner) {
        switch (manner) {
            case WHOLE -> batch.add(entry);
            case UNCOUNTED -> batch.addUncounted(entry);
            case BARE -> batch.addBare(entry);
            case PASSED_OVER -> {} // its position alone is written
        }
    }

    private int insert(Connection connection, List<LoggedInference> rows, Manner manner) throws SQLException {
        log.insert(connection, rows);
        if (manner == Manner.WHOLE) {
            try {
                answers.insert(
                        connection,
                        rows.stream().map(LoggedInference::inference).toList());
            } catch (RuntimeException odd) {
                throw DataFault.of("the answers of a batch cannot be told", odd);
            }
        }
        return rows.size();
    }

    /** What throws here is a count that cannot be read, or what a record says: the same at each try. */
    private void count(Connection connection, DrainedBatch batch) throws SQLException {
        try {
            answers.expose(connection);
            hours.store(connection, batch);
            usage.store(connection);
        } catch (RuntimeException odd) {
            throw DataFault.of("the counts of a batch cannot be made", odd);
        }
    }

    private static void rollBack(Connection connection, Throwable failed) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failed.addSuppressed(e);
        }
    }

    private static void restore(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }
}
