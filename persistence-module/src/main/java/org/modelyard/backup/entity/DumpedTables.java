package org.modelyard.backup.entity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Which tables a backup carries: all of the schema but for those named here. */
public final class DumpedTables {

    /** The inference log, which a backup carries where it is asked to. */
    public static final String INFERENCES = "inference";

    /** Of Flyway: the manifest tells it. */
    static final String HISTORY = "flyway_schema_history";

    /** Tables of the batch repository, which lies beside ours on MariaDB. */
    private static final String BATCH = "jb_";

    /**
     * Locks, leases, executions and positions belong to processes and to a batch repository that a restored server does
     * not have; files on their way in lie on a node's disk; answers kept for repeated requests may hold secrets, as may the link of the first start; keys do not travel with what they protect; archives lie
     * beside the server that wrote them.
     */
    static final Set<String> LEFT_OUT = Set.of(
            HISTORY,
            "shedlock",
            "job_lease",
            "batch_execution",
            "journal_position",
            "idempotency_key",
            "setup_link",
            "upload",
            "installation_key",
            "backup",
            RestoreMark.TABLE);

    private DumpedTables() {}

    /** In alphabetical order, in lower case. */
    public static Set<String> of(Connection connection, boolean inferences) throws SQLException {
        Set<String> names = new TreeSet<>();
        for (String name : Vendor.of(connection).tableNames(connection)) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!LEFT_OUT.contains(lower) && !lower.startsWith(BATCH) && (inferences || !lower.equals(INFERENCES))) {
                names.add(lower);
            }
        }
        return names;
    }

    /** Whether a table is the product's, as it is written in the database. */
    static boolean ours(String name) {
        return !name.toLowerCase(Locale.ROOT).startsWith(BATCH);
    }
}
