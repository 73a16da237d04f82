package org.modelyard.serving.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Newest;
import org.modelyard.serving.entity.UsageTable;
import org.modelyard.serving.model.Accounting;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.UsageCounts;
import org.modelyard.serving.model.UsageKey;
import org.modelyard.serving.model.UsageParts;

/** Adds drained inferences to the hours of their declared dimensions. For one thread. */
final class UsageRollup {

    /** Parts of hours that are being written, about 1 KiB each; others are read again. */
    private static final int MOST = 20_000;

    private final LongFunction<@Nullable Accounting> accounts;
    private final UsageTable table;
    private UsageParts added = new UsageParts();

    /** As they are in the database. */
    private final Map<UsageKey, UsageCounts> committed = new Newest<>(MOST);

    /** @param accounts by model; null where nobody has said anything */
    UsageRollup(String node, LongFunction<@Nullable Accounting> accounts) {
        this.accounts = accounts;
        this.table = new UsageTable(node);
    }

    void begin() {
        added = new UsageParts();
    }

    void add(InferenceRecord inference, long modelId) {
        if (modelId != 0) { // else its version is gone, and with it who would ask
            added.add(inference, modelId, accounts.apply(modelId));
        }
    }

    void store(Connection connection) throws SQLException {
        Map<UsageKey, UsageCounts> made = new HashMap<>();
        Map<UsageKey, UsageCounts> changed = new HashMap<>();
        Map<UsageKey, Map<UsageKey, UsageCounts>> read = new HashMap<>();
        for (Map.Entry<UsageKey, UsageCounts> part : added.counts().entrySet()) {
            UsageKey key = part.getKey();
            UsageCounts before = committed.get(key);
            if (before == null) {
                before = stored(connection, key.whole(), read).get(key);
            }
            if (before == null) {
                made.put(key, part.getValue());
            } else {
                changed.put(key, before.plus(part.getValue()));
            }
        }
        table.insert(connection, made); // nobody else writes this node's rows: what was not there is not there
        table.update(connection, changed);
        committed.putAll(made);
        committed.putAll(changed);
    }

    private Map<UsageKey, UsageCounts> stored(
            Connection connection, UsageKey hour, Map<UsageKey, Map<UsageKey, UsageCounts>> read) throws SQLException {
        Map<UsageKey, UsageCounts> parts = read.get(hour);
        if (parts == null) {
            parts = table.load(connection, hour);
            read.put(hour, parts);
        }
        return parts;
    }

    /** When the transaction has failed. */
    void forget() {
        committed.clear();
    }
}
