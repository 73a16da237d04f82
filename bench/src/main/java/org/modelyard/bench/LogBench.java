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

    /** @param arguments a work folder, {@code kill} or {@code metrics}, how many inferences, and behind them what starts the server */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        List<String> all = List.of(arguments);
        Path home = Files.createDirectories(Path.of(all.get(0)).resolve("home"));
        int inferences = Integer.parseInt(all.get(2));
        List<String> command = all.subList(3, all.size());
        System.out.println(Row.HEAD);
        List<Row> rows;
        if (all.get(1).equals("kill")) {
            rows = new KillBench(home, command, inferences).run();
        } else {
            try (ServerUnderTest server = ServerUnderTest.start(home, command, Map.of())) {
                rows = new MetricsBench(server, inferences).run();
            }
        }
        rows.forEach(System.out::println);
        System.exit(rows.stream().allMatch(Row::met) ? 0 : 1);
    }
}
