package org.modelyard.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.modelyard.registry.entity.VersionBatches;

/** Texts of versions are gathered beside those who register versions, and hold nobody up. */
@OnBothDatabases
class VersionBatchesIT {

    private static final int VERSIONS = 20;
    private static final long LONGEST_SECONDS = 20;

    private final ModelyardServer server;
    private final String versions =
            "/api/v1/models/batches-" + UUID.randomUUID().toString().substring(0, 8) + "/versions";

    VersionBatchesIT(ModelyardServer server) {
        this.server = server;
    }

    @Test
    void a_version_is_registered_while_texts_are_being_gathered() throws Exception {
        assumeThat(server.database())
                .as("H2 locks rows alone, and its file is the server's")
                .isEqualTo(Database.MARIADB);
        for (int i = 0; i < VERSIONS; i++) {
            declare();
        }
        try (Connection gathering = server.tables()) {
            gathering.setAutoCommit(false);
            List<Long> all = ids(gathering);
            leaveTheirBatches(gathering, all); // not committed, so that the server's timer cannot take them
            VersionBatches.make(gathering);
            assertThat(waiting(gathering)).isZero();
            CompletableFuture<Void> another = CompletableFuture.runAsync(this::declare);
            assertThat(another).succeedsWithin(LONGEST_SECONDS, SECONDS);
            gathering.rollback();
        }
    }

    private void declare() {
        server.api()
                .post(versions, "{\"task\":\"CLASSIFICATION\",\"elsewhere\":{\"architecture\":\"a forest\"}}")
                .expect(201);
    }

    private static List<Long> ids(Connection connection) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("select id from model_version");
                ResultSet rows = read.executeQuery()) {
            List<Long> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }

    private static void leaveTheirBatches(Connection connection, List<Long> ids) throws SQLException {
        try (PreparedStatement leave =
                connection.prepareStatement("update model_version set text_batch = ? where id = ?")) {
            for (long id : ids) {
                leave.setLong(1, Long.MAX_VALUE);
                leave.setLong(2, id);
                leave.addBatch();
            }
            leave.executeBatch();
        }
    }

    private static int waiting(Connection connection) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(
                        "select count(*) from model_version where text_batch = " + Long.MAX_VALUE);
                ResultSet rows = count.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
