package org.modelyard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The log of inferences: nothing is lost or twice in it after a {@code kill -9}, and its figures are read quickly however many there are. */
public final class LogBench {

    private LogBench() {}

    /** @param arguments a work folder, {@code kill}, {@code away}, {@code drain} or {@code metrics}, how many inferences, and behind them what starts the server */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        List<String> all = List.of(arguments);
        Path home = Files.createDirectories(Path.of(all.get(0)).resolve("home"));
        int inferences = Integer.parseInt(all.get(2));
        List<String> command = all.subList(3, all.size());
        System.out.println(Row.HEAD);
        List<Row> rows =
                switch (all.get(1)) {
                    case "kill" -> new KillBench(home, command, inferences).run();
                    case "metrics" -> metrics(home, command, inferences);
                    case "drain" ->
                        List.of(
                                drain(home, command),
                                drain(home, command, Path.of(all.get(0)).resolve("mariadb")));
                    case "away" -> away(home, command, Path.of(all.get(0)).resolve("mariadb"));
                    default ->
                        throw new IllegalArgumentException(
                                "'" + all.get(1) + "' is none of kill, away, drain, metrics");
                };
        rows.forEach(System.out::println);
        System.exit(rows.stream().allMatch(Row::met) ? 0 : 1);
    }

    private static List<Row> metrics(Path home, List<String> command, int inferences)
            throws IOException, InterruptedException {
        try (ServerUnderTest server = ServerUnderTest.start(home, command, Map.of())) {
            return new MetricsBench(server, inferences).run();
        }
    }

    private static Row drain(Path home, List<String> command) throws IOException, InterruptedException {
        try (ServerUnderTest server = ServerUnderTest.start(home, command, Map.of())) {
            return new BacklogBench(server).run("H2", 30_000);
        }
    }

    private static Row drain(Path home, List<String> command, Path mariaDb) throws IOException, InterruptedException {
        Path other = Files.createDirectories(home.resolveSibling("home-mariadb"));
        try (TemporaryMariaDb database = TemporaryMariaDb.start(mariaDb);
                ServerUnderTest server = ServerUnderTest.start(other, command, database.settings())) {
            return new BacklogBench(server).run("MariaDB", 20_000);
        }
    }

    private static List<Row> away(Path home, List<String> command, Path mariaDb)
            throws IOException, InterruptedException {
        try (TemporaryMariaDb database = TemporaryMariaDb.start(mariaDb);
                ServerUnderTest server = ServerUnderTest.start(home, command, database.settings())) {
            return new AwayBench(server, database).run();
        }
    }
}
