package org.modelyard.registry.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.modelyard.registry.model.AliasName;

/** Stamps of versions: one statement each, without transaction and entities, for those who ask several thousand times a second. */
public class VersionStamps {

    private static final String OF =
            """
            select v.id, v.lock_version,
              (select concat(count(*), ' ', coalesce(max(a.id), 0)) from artifact a where a.model_version_id = v.id),
              (select concat(count(*), ' ', coalesce(sum(l.id), 0), ' ', coalesce(max(l.set_at), timestamp '1970-01-01 00:00:00'))
                from model_alias l where l.model_version_id = v.id)
            from model m\
            """;

    private static final String BY_NUMBER = OF
            + " join model_version v on v.model_id = m.id and v.version_text = ?"
            + " where m.organisation_id = ? and m.name = ? and m.deleted_at is null and v.deleted_at is null";

    private static final String CHAMPION = OF
            + " join model_alias c on c.organisation_id = m.organisation_id and c.model_id = m.id"
            + " and c.environment_name = ? and c.name = '" + AliasName.CHAMPION + "'"
            + " join model_version v on v.id = c.model_version_id"
            + " where m.organisation_id = ? and m.name = ? and m.deleted_at is null and v.deleted_at is null";

    private final DataSource database;

    public VersionStamps(DataSource database) {
        this.database = database;
    }

    /** @param number canonical, such as {@code 1.0.0} */
    public Optional<VersionStamp> byNumber(long organisationId, String model, String number) throws SQLException {
        return one(BY_NUMBER, number, organisationId, model);
    }

    /** Of the version that serves the environment. */
    public Optional<VersionStamp> champion(long organisationId, String model, String environment) throws SQLException {
        return one(CHAMPION, environment, organisationId, model);
    }

    private Optional<VersionStamp> one(String sql, String which, long organisationId, String model)
            throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, which);
            statement.setLong(2, organisationId);
            statement.setString(3, model);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(stamp(row)) : Optional.empty();
            }
        }
    }

    private static VersionStamp stamp(ResultSet row) throws SQLException {
        return new VersionStamp(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4));
    }
}
