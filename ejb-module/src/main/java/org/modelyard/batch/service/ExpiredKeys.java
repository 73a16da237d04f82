package org.modelyard.batch.service;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.service.StatementFailed;

/**
 * Reads and deletes idempotency keys, each call in a transaction of its own: the chunk's transaction belongs to the batch
 * repository, and what is deleted must be committed before the checkpoint says so.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ExpiredKeys {

    @Resource(lookup = "java:global/modelyard/application")
    private DataSource database;

    /** In the order of the keys, beginning behind {@code after}. */
    public List<String> page(long organisationId, Instant before, String after, int limit) {
        // ordered by the whole primary key, else H2 reads and sorts all rows for each page
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select request_key from idempotency_key"
                        + " where organisation_id = ? and request_key > ? and created_at < ?"
                        + " order by organisation_id, request_key limit ?")) {
            select.setLong(1, organisationId);
            select.setString(2, after);
            select.setObject(3, InstantColumn.local(before));
            select.setInt(4, limit);
            List<String> keys = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            return keys;
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    /** One by one, in a batch: for a list of keys H2 would scan the organisation's rows. */
    public void delete(long organisationId, List<String> keys) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "delete from idempotency_key where organisation_id = ? and request_key = ?")) {
            for (String key : keys) {
                delete.setLong(1, organisationId);
                delete.setString(2, key);
                delete.addBatch();
            }
            delete.executeBatch();
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }
}
