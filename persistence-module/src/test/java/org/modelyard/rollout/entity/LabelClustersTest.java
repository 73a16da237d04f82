package org.modelyard.rollout.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.MigratedDatabase;
import org.modelyard.rollout.model.Clusters;

class LabelClustersTest {

    private static final long CHAMPION = 10;
    private static final long CANDIDATE = 11;
    private static final RolloutCounts.Compared COMPARED = new RolloutCounts.Compared(1, 3, CHAMPION, CANDIDATE);

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    private long id;

    @BeforeEach
    void tables() throws SQLException {
        connection = MigratedDatabase.open().getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set referential_integrity false");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** Anna twice wrong and once right, Berta once right, and two answers of nobody, one of them wrong. */
    @Test
    void labels_are_added_up_by_unit() throws SQLException {
        told(CHAMPION, "champion", "a1", "anna", false, null);
        told(CHAMPION, "champion", "a2", "anna", false, null);
        told(CHAMPION, "champion", "a3", "anna", true, null);
        told(CHAMPION, "champion", "b1", "berta", true, null);
        told(CHAMPION, "champion", "n1", null, false, null);
        told(CHAMPION, "champion", "n2", null, true, null);
        told(CHAMPION, "main", "x1", "anna", false, null);
        assertThat(sides(null).champion())
                .isEqualTo(new Clusters(4, 6, 3, 9 + 1 + 1 + 1, 6 + 0 + 1 + 0, 4 + 0 + 1 + 0));
        assertThat(sides(null).candidate()).isNull();
    }

    @Test
    void the_latest_word_counts_and_of_numbers_who_is_far_off_is_wrong() throws SQLException {
        told(CANDIDATE, "candidate", "a1", "anna", true, null);
        told(CANDIDATE, "candidate", "a1", "anna", false, null);
        assertThat(sides(null).candidate()).isEqualTo(new Clusters(1, 1, 1, 1, 1, 1));
        told(CANDIDATE, "candidate", "b1", "berta", null, -5.0);
        told(CANDIDATE, "candidate", "b2", "berta", null, 1.0);
        assertThat(sides(null).candidate()).as("no number").isEqualTo(new Clusters(1, 1, 1, 1, 1, 1));
        assertThat(sides(2.0).candidate()).isEqualTo(new Clusters(2, 3, 2, 5, 3, 2));
    }

    private LabelClusters.Sides sides(@Nullable Double typicalError) throws SQLException {
        return new LabelClusters(() -> connection)
                .sides(COMPARED, new RolloutCounts.Labels(List.of(1_000L), typicalError));
    }

    /** Each a moment after the one before. */
    private void told(
            long deployment,
            String variant,
            String inference,
            @Nullable String unit,
            @Nullable Boolean correct,
            @Nullable Double deviation)
            throws SQLException {
        id++;
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into feedback (id, public_id, organisation_id, inference_id, correct, deviation, observed_at, created_at,"
                        + " created_by, state, model_id, deployment_id, inference_at, variant, unit)"
                        + " values (?, ?, 1, ?, ?, ?, ?, ?, 'app', 'JOINED', 3, ?, ?, ?, ?)")) {
            insert.setLong(1, id);
            insert.setBytes(2, key("feedback" + id));
            insert.setBytes(3, key(inference));
            insert.setObject(4, correct);
            insert.setObject(5, deviation);
            insert.setObject(6, InstantColumn.local(Instant.ofEpochMilli(id)));
            insert.setObject(7, InstantColumn.local(Instant.ofEpochMilli(id)));
            insert.setLong(8, deployment);
            insert.setObject(9, InstantColumn.local(Instant.ofEpochMilli(2_000)));
            insert.setString(10, variant);
            insert.setString(11, unit);
            insert.executeUpdate();
        }
    }

    private static byte[] key(String name) {
        return Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), 16);
    }
}
