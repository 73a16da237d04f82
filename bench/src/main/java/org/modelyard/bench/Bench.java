package org.modelyard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures everything in one run and prints the table for {@code bench/README.md}. */
public final class Bench {

    private static final int IMPORT_ROWS = 200_000;
    private static final int IMPORT_COLUMNS = 50;

    private final Path work;
    private final Path jar;
    private final List<String> unpacked;
    private final List<Row> rows = new ArrayList<>();

    private Bench(Path work, Path jar, List<String> unpacked) {
        this.work = work;
        this.jar = jar;
        this.unpacked = unpacked;
    }

    /** @param arguments a work folder, modelyard.jar, and behind them what starts the unpacked server */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        List<String> all = List.of(arguments);
        Bench bench = new Bench(Path.of(all.get(0)), Path.of(all.get(1)), all.subList(2, all.size()));
        System.out.println(Row.HEAD);
        bench.startUp();
        bench.server();
        new DrainBench(Files.createDirectories(bench.work.resolve("drain")))
                .run()
                .forEach(bench::tell);
        System.exit(bench.rows.stream().allMatch(Row::met) ? 0 : 1);
    }

    /** From {@code java -jar} on an empty home, and from the unpacked server with its class archive on a used one. */
    private void startUp() throws IOException, InterruptedException {
        try (ServerUnderTest first = ServerUnderTest.start(home("packed"), List.of("-jar", jar.toString()), Map.of())) {
            tell(Row.atMost("java -jar on an empty home, to ready", first.secondsToReady(), " s", 15));
        }
        Path home = home("unpacked");
        try (ServerUnderTest first = ServerUnderTest.start(home, unpacked, Map.of())) {
            tell(Row.plain("first start of the unpacked server", Row.format(first.secondsToReady()) + " s"));
        }
        try (ServerUnderTest second = ServerUnderTest.start(home, unpacked, Map.of())) {
            tell(Row.atMost("second start, class archive, to ready", second.secondsToReady(), " s", 10));
            tell(Row.plain("resident at rest", Row.format(second.residentMiB()) + " MiB"));
        }
    }

    private void server() throws IOException, InterruptedException {
        try (ServerUnderTest server = ServerUnderTest.start(home("load"), unpacked, Map.of())) {
            try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
                Sample.deploy(client);
            }
            new PredictBench(server).run().forEach(this::tell);
            try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
                importRows(client);
            }
            tell(Row.atMost("resident after the import", server.residentMiB(), " MiB", 900));
        }
    }

    private void importRows(Client client) throws IOException {
        String csv = Sample.csv(IMPORT_ROWS, IMPORT_COLUMNS, 5);
        client.post("/datasets", Map.of("name", "wide", "task", "CLASSIFICATION", "target", "label"));
        long start = System.nanoTime();
        client.csv("/datasets/wide/imports", csv);
        double perSecond = IMPORT_ROWS / ((System.nanoTime() - start) / 1e9);
        tell(Row.atLeast(
                String.format(Locale.ROOT, "import of %,d CSV rows of %d numbers", IMPORT_ROWS, IMPORT_COLUMNS),
                perSecond,
                " rows/s",
                20_000));
    }

    @SuppressWarnings("SystemOut")
    private void tell(Row row) {
        rows.add(row);
        System.out.println(row);
    }

    private Path home(String name) throws IOException {
        return Files.createDirectories(work.resolve(name));
    }
}
