package org.modelyard.serving.service;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Newest;
import org.modelyard.serving.entity.HourCountsTable;
import org.modelyard.serving.model.HourCounts;
import org.modelyard.serving.model.HourKey;
import org.modelyard.serving.model.VersionShape;

/**
 * Writes counts by hour as they grow. One whose stored counts cannot be read stays as it is, is said loudly once, and is left alone from then on: its
 * records are in the log all the same, and hold up no others. For one thread.
 */
final class DrainedHours {

    private static final System.Logger LOG = System.getLogger(DrainedHours.class.getName());

    /** Hours that are being written; older ones are read again when a late record comes. */
    private static final int MOST = 200;

    private final HourCountsTable table;

    /** As they are in the database. */
    private final Map<HourKey, HourCounts> committed = new Newest<>(MOST);

    private final Set<HourKey> unreadable = Collections.newSetFromMap(new Newest<>(MOST));

    DrainedHours(String node) {
        this.table = new HourCountsTable(node);
    }

    /** Adds what a batch has counted. */
    void store(Connection connection, DrainedBatch batch) throws SQLException {
        for (Map.Entry<HourKey, HourCounts> hour : batch.hours().entrySet()) {
            HourKey key = hour.getKey();
            if (!unreadable.contains(key)) {
                store(connection, key, hour.getValue(), batch.known(key.versionId()));
            }
        }
    }

    private void store(Connection connection, HourKey key, HourCounts added, @Nullable VersionShape shape)
            throws SQLException {
        HourCounts before;
        HourCounts sum;
        try {
            before = before(connection, key, shape);
            sum = before == null ? added : before.plus(added);
        } catch (RuntimeException odd) {
            unreadable.add(key);
            LOG.log(
                    Level.ERROR,
                    "the counts of " + key
                            + " cannot be read: its records go into the log, and not into them, until this"
                            + " node is started again",
                    odd);
            return;
        }
        if (before == null) {
            table.insert(connection, key, sum); // nobody else writes this node's rows: what was not there is not there
        } else {
            table.store(connection, key, sum);
        }
        committed.put(key, sum); // forgotten again when the transaction fails
    }

    private @Nullable HourCounts before(Connection connection, HourKey key, @Nullable VersionShape shape)
            throws SQLException {
        HourCounts known = committed.get(key);
        return known != null
                ? known
                : table.load(connection, key, shape == null ? null : shape.layout())
                        .orElse(null);
    }

    /** When the transaction has failed. */
    void forget() {
        committed.clear();
    }
}
