package org.modelyard.batch.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.Lease;
import org.modelyard.batch.model.Owner;

/**
 * The leases as rows. Every change is one conditional statement, so that of two nodes one wins; time is the
 * database's, so that the nodes' clocks need not agree. No entity: a cached row would be no lease.
 */
public class JobLeaseTable {

    /** Owner of a released lease. */
    static final String NOBODY = "";

    private final DataSource database;

    public JobLeaseTable(DataSource database) {
        this.database = database;
    }

    /**
     * Takes a lease that is new, released, expired or left by an earlier boot of the same node.
     *
     * @return empty when somebody else, or this owner itself, holds it
     */
    public Optional<Lease> acquire(String name, Owner owner, Duration time) throws SQLException {
        try (Connection connection = database.getConnection()) {
            // A plain read first: an update that finds no row locks the gap on MariaDB, and two inserts then deadlock.
            boolean known = fence(connection, name, null) > 0;
            boolean won = known ? takeOver(connection, name, owner, time) : insert(connection, name, owner, time);
            if (!won) {
                return Optional.empty();
            }
            long fence = fence(connection, name, owner.text());
            return fence > 0 ? Optional.of(new Lease(name, owner.text(), fence)) : Optional.empty();
        }
    }

    /** @return false when the fence has moved on */
    public boolean renew(Lease lease, Duration time) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("update job_lease set expires_at = "
                        + later(connection) + " where name = ? and owner = ? and fence = ?")) {
            update.setLong(1, micros(time));
            identify(update, 2, lease);
            return update.executeUpdate() == 1;
        }
    }

    /** Free for anybody at once; of no effect when the fence has moved on. */
    public void release(Lease lease) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update job_lease set owner = ?, execution_id = null where name = ? and owner = ? and fence = ?")) {
            update.setString(1, NOBODY);
            identify(update, 2, lease);
            update.executeUpdate();
        }
    }

    /** Whether anybody but an earlier boot of this node holds the lease now. */
    public boolean isHeld(String name, Owner asker) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select 1 from job_lease where name = ? and not (" + free(connection) + ")")) {
            select.setString(1, name);
            offer(select, 2, asker);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Node and boot of others that hold a lease of the given kind now, as {@link Owner#text} tells them. */
    public Set<String> ownersElsewhere(String prefix, Owner asker) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select distinct owner from job_lease where name like ?"
                                + " and owner <> ? and owner not like ? and expires_at > " + now(connection))) {
            select.setString(1, prefix + "%");
            select.setString(2, NOBODY);
            select.setString(3, asker.prefix() + "%");
            Set<String> owners = new TreeSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    owners.add(rows.getString(1));
                }
            }
            return owners;
        }
    }

    /** Whether it was ever taken. */
    public boolean isKnown(String name) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return fence(connection, name, null) > 0;
        }
    }

    /**
     * Forgets released leases of the given kind that are long expired, a bounded number at a time: their fences would
     * begin again.
     *
     * @return how many went
     */
    public int forget(String prefix, Duration after, int most) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from job_lease where name like ?"
                        + " and owner = ? and timestampadd(microsecond, ?, expires_at) <= " + now(connection)
                        + " limit ?")) {
            delete.setString(1, prefix + "%");
            delete.setString(2, NOBODY);
            delete.setLong(3, micros(after));
            delete.setInt(4, most);
            return delete.executeUpdate();
        }
    }

    private static boolean takeOver(Connection connection, String name, Owner owner, Duration time)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update job_lease set owner = ?, fence = fence + 1, execution_id = null, expires_at = "
                        + later(connection) + " where name = ? and (" + free(connection) + ")")) {
            update.setString(1, owner.text());
            update.setLong(2, micros(time));
            update.setString(3, name);
            offer(update, 4, owner);
            return update.executeUpdate() == 1;
        }
    }

    private static boolean insert(Connection connection, String name, Owner owner, Duration time) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into job_lease (name, owner, fence, expires_at) values (?, ?, 1, " + later(connection) + ")")) {
            insert.setString(1, name);
            insert.setString(2, owner.text());
            insert.setLong(3, micros(time));
            return insert.executeUpdate() == 1;
        } catch (SQLIntegrityConstraintViolationException otherNodeWasFirst) {
            return false;
        }
    }

    private static String free(Connection connection) throws SQLException {
        return "owner = ? or expires_at <= " + now(connection) + " or (owner like ? and owner <> ?)";
    }

    private static void offer(PreparedStatement statement, int first, Owner owner) throws SQLException {
        statement.setString(first, NOBODY);
        statement.setString(first + 1, owner.prefix() + "%");
        statement.setString(first + 2, owner.text());
    }

    private static void identify(PreparedStatement statement, int first, Lease lease) throws SQLException {
        statement.setString(first, lease.name());
        statement.setString(first + 1, lease.owner());
        statement.setLong(first + 2, lease.fence());
    }

    /** 0 where there is no such row. */
    private static long fence(Connection connection, String name, @Nullable String owner) throws SQLException {
        String sql = "select fence from job_lease where name = ?" + (owner == null ? "" : " and owner = ?");
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            if (owner != null) {
                select.setString(2, owner);
            }
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private static String later(Connection connection) throws SQLException {
        return "timestampadd(microsecond, ?, " + now(connection) + ")";
    }

    /** UTC: local time jumps twice a year. */
    private static String now(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        return product.equals("h2")
                ? "cast(current_timestamp(6) at time zone 'UTC' as timestamp(6))"
                : "utc_timestamp(6)";
    }

    private static long micros(Duration time) {
        return TimeUnit.MICROSECONDS.convert(time);
    }
}
