package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The inference log forgets whole days on MariaDB, by dropping their partitions, and single rows on H2. On the same servers backups,
 * clean-ups, archivings and scrubs come by timer.
 */
class RetentionIT {

    private static final String NAME = "loans";
    private static final int DAYS_KEPT = 2;
    private static final int DAYS_BACK = 5;
    private static final int DAYS_AHEAD = 3;
    private static final Map<String, String> KEPT = Map.of("MODELYARD_INFERENCE_RETENTION", "P" + DAYS_KEPT + "D");
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final DateTimeFormatter PARTITION = DateTimeFormatter.ofPattern("'p'yyyyMMdd");

    @ParameterizedTest
    @EnumSource(Database.class)
    void what_is_too_old_is_gone_after_a_start_and_the_timers_do_their_work(Database database)
            throws SQLException, IOException {
        try (ModelyardServer server = ModelyardServer.start(database, KEPT)) {
            String fresh = predicted(server);
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            server.stop();
            List<String> byAge = new ArrayList<>(List.of(fresh));
            try (Connection tables = server.tables()) {
                if (database == Database.MARIADB) {
                    makeDays(tables, today);
                    assertThat(days(tables)).contains(partition(today, DAYS_BACK), "pmax");
                }
                for (int age = 1; age <= DAYS_BACK; age++) {
                    byAge.add(copy(tables, fresh, today.minusDays(age)));
                }
            }
            assertThat(server.loggedInferences()).containsExactlyInAnyOrderElementsOf(byAge);

            server.change(TimerCalls.OFTEN); // from here on: what is cut off by a stop would be waited for
            if (database == Database.MARIADB) {
                startBesideBackup(server);
            } else {
                server.start();
            }
            for (int age = DAYS_KEPT + 1; age <= DAYS_BACK; age++) {
                String old = byAge.get(age);
                Await.until("the end of what is " + age + " days old", SOON, () -> Optional.of(status(server, old))
                        .filter(status -> status == 404));
            }
            assertThat(status(server, byAge.get(1))).isEqualTo(200);
            assertThat(status(server, fresh)).isEqualTo(200);
            if (database == Database.MARIADB) {
                daysAreDroppedAndMade(server, today);
            }
            new TimerCalls(server, NAME).allDoTheirWork();
        }
    }

    /** The first look after what is too old comes while a backup reads the log: it asks again each second. */
    private static void startBesideBackup(ModelyardServer server) throws SQLException, IOException {
        try (Connection backup = server.tables();
                Statement statement = backup.createStatement()) {
            statement.execute("select get_lock(concat(database(), '.inference.partitions'), 0)");
            server.start();
            Await.until("the retention to wait for the log", SOON, () -> Optional.of(waiting(statement))
                    .filter(connections -> connections >= 1));
        }
    }

    private static int waiting(Statement statement) {
        try (ResultSet count = statement.executeQuery("select count(*) from information_schema.processlist where"
                + " db = database() and info like 'select get_lock(%, 1)' and id <> connection_id()")) {
            count.next();
            return count.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void daysAreDroppedAndMade(ModelyardServer server, LocalDate today) throws SQLException {
        try (Connection tables = server.tables()) {
            List<String> wanted = new ArrayList<>(LongStream.rangeClosed(-DAYS_KEPT, DAYS_AHEAD)
                    .mapToObj(day -> partition(today, -day))
                    .toList());
            wanted.add("pmax");
            assertThat(days(tables)).containsExactlyElementsOf(wanted);
        }
    }

    /** As they would be had the server run for days. */
    private static void makeDays(Connection tables, LocalDate today) throws SQLException {
        StringBuilder parts = new StringBuilder();
        for (int age = DAYS_BACK; age >= 0; age--) {
            parts.append(age == DAYS_BACK ? "" : ", ")
                    .append("partition ")
                    .append(partition(today, age))
                    .append(" values less than ('")
                    .append(today.minusDays(age - 1L))
                    .append("')");
        }
        try (Statement alter = tables.createStatement()) {
            alter.execute(
                    "alter table inference reorganize partition " + partition(today, 0) + " into (" + parts + ")");
        }
    }

    private static List<String> days(Connection tables) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement select = tables.createStatement();
                ResultSet rows = select.executeQuery("select partition_name from information_schema.partitions where"
                        + " table_schema = database() and table_name = 'inference' order by"
                        + " partition_ordinal_position")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** @return the id of the same inference made at noon of a day */
    private static String copy(Connection tables, String id, LocalDate day) throws SQLException {
        LocalDateTime noon = day.atTime(LocalTime.NOON);
        UUID copy = new UUID(
                noon.toInstant(ZoneOffset.UTC).toEpochMilli() << 16 | 0x7000,
                UUID.randomUUID().getLeastSignificantBits());
        String rest =
                "organisation_id, model_id, model_version_id, deployment_id, environment_id, variant, reason, unit,"
                        + " outcome, inputs, label, number_value, score, scores, latency_micros, dimensions, trace_id";
        try (PreparedStatement insert = tables.prepareStatement("insert into inference (id, at, " + rest + ") select ?,"
                + " ?, " + rest + " from inference where id = ?")) {
            insert.setBytes(1, bytes(copy));
            insert.setString(2, noon.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")));
            insert.setBytes(3, bytes(UUID.fromString(id)));
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
        return copy.toString();
    }

    private static String predicted(ModelyardServer server) {
        Journey journey = new Journey(server.api());
        journey.newLoanDataset(NAME);
        journey.importCsv(NAME, Journey.loans(500, 3));
        journey.completed(journey.train(NAME, NAME, ""));
        journey.deploy(NAME, "1.0.0");
        String id = journey.predict(NAME, Journey.loanInputs(50, 10))
                .path(0)
                .required("inferenceId")
                .textValue();
        Await.until("the inference in the log", SOON, () -> Optional.of(status(server, id))
                .filter(status -> status == 200));
        return id;
    }

    private static int status(ModelyardServer server, String id) {
        return server.api().get("/api/v1/inferences/" + id).status();
    }

    private static String partition(LocalDate today, long age) {
        return today.minusDays(age).format(PARTITION);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
