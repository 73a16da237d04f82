package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** A backup that was made by a node which is not there any more, told by rows, on MariaDB alone: what H2 holds is its own process's. */
final class GoneNodeCalls {

    private static final Duration SOON = Duration.ofMinutes(1);

    private GoneNodeCalls() {}

    /** While the other node is at work the backup is its own; afterwards its row can be deleted here. */
    static void deleteItsBackup(ModelyardServer server) throws SQLException, IOException {
        if (server.database() != Database.MARIADB) {
            return;
        }
        ApiClient api = server.api();
        String path = "/api/v1/backups/"
                + api.post("/api/v1/backups", "")
                        .expect(202)
                        .json()
                        .required("id")
                        .textValue();
        String file =
                Await.state(api, path, SOON, "COMPLETED").json().path("file").asText();
        String node = UUID.randomUUID().toString();
        Path archive = server.home().resolve("backups").resolve(file);
        Path disk = Files.move(archive, server.home().resolve(file)); // where this server does not look
        try (Connection tables = server.tables()) {
            change(tables, "update backup set node = ? where file_name = ?", node, file);
            change(
                    tables,
                    "insert into job_lease (name, owner, fence, expires_at)"
                            + " values (?, ?, 1, timestampadd(hour, 1, utc_timestamp(6)))",
                    "node/" + node,
                    node + "/" + UUID.randomUUID());
            assertThat(api.delete(path).expect(409).body()).contains(node, "which is at work");
            change(
                    tables,
                    "update job_lease set expires_at = utc_timestamp(6) where name = ? and owner <> ?",
                    "node/" + node,
                    "");
        }
        api.get(path + "/archive").expect(409);
        Files.move(disk, archive);
        assertThat(api.get(path + "/archive").expect(200).body())
                .as("on a disk that both have")
                .startsWith("PK");
        Files.move(archive, disk);
        api.delete(path).expect(204);
        api.get(path).expect(404);
        String id = path.substring(path.lastIndexOf('/') + 1);
        assertThat(api.get("/api/v1/audit?subject=backup/" + id).expect(200).body())
                .contains("may be left on the disk of the node " + node);
        assertThat(disk).as("what lies on another node's disk is not touched").exists();
    }

    private static void change(Connection tables, String sql, String first, String second) throws SQLException {
        try (PreparedStatement statement = tables.prepareStatement(sql)) {
            statement.setString(1, first);
            statement.setString(2, second);
            assertThat(statement.executeUpdate()).as(sql).isEqualTo(1);
        }
    }
}
