package org.modelyard.platform.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeferredAutoCommitTest {

    private final List<String> told = new ArrayList<>();
    private Connection database;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        database = DriverManager.getConnection("jdbc:h2:mem:deferred");
        run(database, "create table row_of_test (id int)");
        connection = DeferredAutoCommit.of(watched(DriverManager.getConnection("jdbc:h2:mem:deferred")));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        run(database, "drop table row_of_test");
        database.close();
    }

    @Test
    void transactions_in_turn_change_the_mode_once() throws SQLException {
        for (int id = 0; id < 3; id++) {
            connection.setAutoCommit(false);
            run(connection, "insert into row_of_test values (" + id + ")");
            connection.commit();
            connection.setAutoCommit(true);
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(told).containsExactly("false");
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void a_statement_without_a_transaction_is_committed_by_itself() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into row_of_test values (1)");
        connection.rollback();
        connection.setAutoCommit(true);
        run(connection, "insert into row_of_test values (2)");
        assertThat(rows()).isEqualTo(1);
        assertThat(told).containsExactly("false", "true");
    }

    @Test
    void the_change_of_mode_commits_what_was_begun() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into row_of_test values (1)");
        connection.setAutoCommit(false);
        assertThat(rows()).isZero();
        connection.setAutoCommit(true);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void a_rollback_to_a_savepoint_ends_no_transaction() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into row_of_test values (1)");
        Savepoint savepoint = connection.setSavepoint();
        run(connection, "insert into row_of_test values (2)");
        connection.rollback(savepoint);
        connection.setAutoCommit(true);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void a_statement_that_outlives_its_transaction_is_asked_in_the_mode_that_was_set() throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into row_of_test values (1)")) {
            insert.executeUpdate();
            connection.commit();
            connection.setAutoCommit(true);
            insert.executeUpdate();
            assertThat(rows()).isEqualTo(2);
        }
        connection.setAutoCommit(false);
        run(connection, "insert into row_of_test values (3)");
        connection.commit();
        connection.setAutoCommit(true);
        assertThat(told).as("it is closed").containsExactly("false", "true", "false");
    }

    @Test
    void what_such_a_statement_began_is_committed_by_the_change_of_mode() throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into row_of_test values (1)")) {
            insert.executeUpdate();
            connection.commit();
            insert.executeUpdate();
        }
        connection.setAutoCommit(true);
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void statements_that_nobody_closes_are_not_kept_without_end() throws SQLException {
        for (int i = 0; i < 200; i++) {
            Statement left = connection.createStatement();
            assertThat(left.isClosed()).isFalse();
        }
        connection.setAutoCommit(false);
        run(connection, "insert into row_of_test values (1)");
        connection.commit();
        connection.setAutoCommit(true);
        assertThat(told).containsExactly("false", "true");
    }

    @Test
    void faults_are_the_drivers_own() {
        assertThatThrownBy(() -> connection.prepareStatement("select nothing from nowhere"))
                .isInstanceOf(SQLException.class);
    }

    private int rows() throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from row_of_test")) {
            count.next();
            return count.getInt(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private Connection watched(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("setAutoCommit")) {
                        told.add(String.valueOf(arguments[0]));
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
