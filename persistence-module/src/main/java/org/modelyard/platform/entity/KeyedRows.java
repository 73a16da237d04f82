package org.modelyard.platform.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Looks rows up by many keys below one owner, where the table's key is both. H2 uses the owner alone for an in-list, which reads all rows of the
 * owner however few keys are asked for, and both parts of the key for a join.
 *
 * @param select what is read, of {@code e}
 * @param owner column, a number
 * @param type of the key in H2, as {@code varchar(200)}
 * @param behind what follows, as {@code  and e.y > ? group by e.x}; empty for nothing
 */
public record KeyedRows(String select, String table, String owner, String key, String type, String behind) {

    /**
     * With everything bound; to be closed by the caller.
     *
     * @param more what {@link #behind} asks for
     */
    public PreparedStatement lookup(Connection connection, long ownerId, Object[] keys, Object... more)
            throws SQLException {
        boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
        PreparedStatement statement = h2 ? joined(connection, ownerId, keys) : listed(connection, ownerId, keys);
        int at = h2 ? 3 : keys.length + 2;
        for (Object one : more) {
            statement.setObject(at++, one);
        }
        return statement;
    }

    private PreparedStatement joined(Connection connection, long ownerId, Object[] keys) throws SQLException {
        PreparedStatement join = connection.prepareStatement(joined());
        join.setObject(1, keys);
        join.setLong(2, ownerId);
        return join;
    }

    /** For H2: first the keys, then the owner. */
    public String joined() {
        return "select " + select + " from table(k " + type + " = ?) w join " + table + " e on e." + owner
                + " = ? and e." + key + " = w.k" + behind;
    }

    private PreparedStatement listed(Connection connection, long ownerId, Object[] keys) throws SQLException {
        PreparedStatement list = connection.prepareStatement(listed(keys.length));
        list.setLong(1, ownerId);
        for (int i = 0; i < keys.length; i++) {
            list.setObject(i + 2, keys[i]);
        }
        return list;
    }

    String listed(int keys) {
        return "select " + select + " from " + table + " e where e." + owner + " = ? and e." + key + " in (?"
                + ",?".repeat(keys - 1) + ")" + behind;
    }
}
