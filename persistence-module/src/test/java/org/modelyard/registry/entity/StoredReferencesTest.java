package org.modelyard.registry.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.entity.MigratedDatabase;

class StoredReferencesTest {

    private final JdbcDataSource database = MigratedDatabase.open();

    @Test
    void addresses_are_found_in_columns_and_in_documents() throws SQLException {
        String chunk = "c".repeat(64);
        String member = "a".repeat(63) + "1";
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set referential_integrity false");
            statement.execute("insert into example_chunk (id, public_id, dataset_id, number, sha256, row_count, stats,"
                    + " created_at) values (1, x'00000000000000000000000000000001', 1, 1, '" + chunk
                    + "', 1, '{}', now())");
            statement.execute(
                    "insert into training_job (id, public_id, organisation_id, model_name, dataset_name, state,"
                            + " spec, epoch, epochs, fraction, cancel_requested, created_by, created_at, documents) values (1,"
                            + " x'00000000000000000000000000000001', 1, 'm', 'd', 'RUNNING', '{}', 0, 0, 0, false, 'x', now(),"
                            + " '{\"member-1\":\"" + member + "\"}')");
            List<String> found = new ArrayList<>();
            StoredReferences.each(connection, found::add);
            assertThat(found).containsExactlyInAnyOrder(chunk, member);
            List<String> counted = new ArrayList<>();
            StoredReferences.each(
                    connection,
                    (reference, owner) -> !(reference.table().equals("training_job") && owner == 1),
                    counted::add);
            assertThat(counted).containsExactly(chunk);
        }
    }

    @Test
    void a_longer_row_of_hex_digits_is_no_address() {
        List<String> found = new ArrayList<>();
        StoredReferences.addresses("a".repeat(65) + " " + "b".repeat(64), found::add);
        assertThat(found).containsExactly("b".repeat(64));
    }
}
