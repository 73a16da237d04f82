package org.modelyard.platform.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Deletes an organisation's rows of one table by age, some at a time: by their ids, which both databases do alike. */
public class OldRows {

    private final String page;
    private final List<String> deletes;

    /**
     * @param table with {@code id} and {@code organisation_id}
     * @param time its column that tells the age; rows where it is null stay
     * @param parts tables whose column names the row that they belong to, as {@code table.column}: they go with it
     */
    public OldRows(String table, String time, String... parts) {
        page = "select id from " + table + " where organisation_id = ? and " + time + " < ? order by id limit ?";
        deletes = new ArrayList<>();
        for (String part : parts) {
            int dot = part.indexOf('.');
            deletes.add("delete from " + part.substring(0, dot) + " where " + part.substring(dot + 1) + " = ?");
        }
        deletes.add("delete from " + table + " where id = ?");
    }

    /** @return how many rows went; as many as {@code most} when there may be more */
    public int delete(Connection connection, long organisationId, Instant before, int most) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(page)) {
            select.setLong(1, organisationId);
            select.setObject(2, InstantColumn.local(before));
            select.setInt(3, most);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        for (String sql : deletes) {
            delete(connection, sql, ids);
        }
        return ids.size();
    }

    private static void delete(Connection connection, String sql, List<Long> ids) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            for (long id : ids) {
                delete.setLong(1, id);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }
}
