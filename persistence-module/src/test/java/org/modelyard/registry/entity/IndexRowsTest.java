package org.modelyard.registry.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.entity.MigratedDatabase;
import org.semver4j.Semver;

class IndexRowsTest {

    private static final int MANY = 601;

    private final ModelVersion version = ModelVersion.declared(
            Model.name(7, "tickets", Task.CLASSIFICATION, Instant.EPOCH),
            new Semver("1.0.0"),
            new ModelVersion.Documents("[]", "{}", "{}", "{}", "[]", "[]"),
            null,
            null,
            Instant.EPOCH);

    @Test
    void many_rows_are_all_written_each_with_an_id_of_its_own() throws SQLException {
        try (Connection connection = MigratedDatabase.open().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set referential_integrity false"); // the version itself is not there
            IndexRows rows = new IndexRows(() -> connection);
            rows.insertTerms(IntStream.range(0, MANY)
                    .mapToObj(i -> new VersionTerm(version, VersionIndex.TAG, "tag " + i))
                    .toList());
            rows.insertMetrics(IntStream.range(0, MANY)
                    .mapToObj(i -> new VersionMetric(version, "metric " + i, i / 2.0))
                    .toList());
            assertThat(one(statement, "select count(distinct id) from version_term where term like 'tag %'"))
                    .isEqualTo(MANY);
            assertThat(one(
                            statement,
                            "select count(*) from version_term where organisation_id = 7 and kind = 'tag' and model_version_id = "
                                    + version.id()))
                    .isEqualTo(MANY);
            assertThat(one(
                            statement,
                            "select count(*) from version_metric where organisation_id = 7 and name ="
                                    + " concat('metric ', cast(metric_value * 2 as int))"))
                    .isEqualTo(MANY);
        }
    }

    private static long one(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
