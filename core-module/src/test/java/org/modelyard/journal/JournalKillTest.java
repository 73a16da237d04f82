package org.modelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JournalKillTest {

    private static final int ROUNDS = 6;

    private final Path dir;

    JournalKillTest(@TempDir Path dir) {
        this.dir = dir;
    }

    @Test
    void a_killed_process_loses_nothing_that_it_acknowledged() throws Exception {
        Random random = new Random(20_260);
        Set<String> acknowledged = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> ids = runAndKill(round, 1 + random.nextInt(6_000));
            assertThat(ids).doesNotHaveDuplicates();
            acknowledged.addAll(ids);
        }
        try (Journal journal = Journal.open(dir, KilledWriter.SETTINGS);
                JournalReader reader = journal.reader(Position.START)) {
            assertThat(journal.recovery().corrupt()).isEmpty();
            List<String> ids = Journals.readAll(reader).stream()
                    .map(JournalKillTest::wholeId)
                    .toList();
            assertThat(ids).doesNotHaveDuplicates();
            assertThat(new HashSet<>(ids)).containsAll(acknowledged);
            assertThat(ids.size() - acknowledged.size()).isBetween(0, ROUNDS * KilledWriter.THREADS);
            assertInOrder(ids);
        }
    }

    /** Every thread's ids count up from 0 without a gap, and rounds follow each other. */
    private static void assertInOrder(List<String> ids) {
        int[][] next = new int[ROUNDS][KilledWriter.THREADS];
        int round = 0;
        for (String id : ids) {
            String[] parts = id.split("/", -1);
            assertThat(Integer.parseInt(parts[0])).isGreaterThanOrEqualTo(round);
            round = Integer.parseInt(parts[0]);
            assertThat(Integer.parseInt(parts[2])).isEqualTo(next[round][Integer.parseInt(parts[1])]++);
        }
    }

    private static String wholeId(Entry entry) {
        String text = Journals.text(entry);
        String id = text.substring(0, text.indexOf('#'));
        int filler = Integer.parseInt(id.substring(id.lastIndexOf('/') + 1)) % 900;
        assertThat(text).hasSize(id.length() + 1 + filler);
        return id;
    }

    /** Kills the writer once it has acknowledged so many; returns all that it acknowledged until it was dead. */
    private List<String> runAndKill(int round, int acknowledgements) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        dir.toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> ids = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int c = out.read(); c >= 0; c = out.read()) {
                if (c != '\n') {
                    line.append((char) c);
                    continue;
                }
                ids.add(line.toString()); // a line without its end was not acknowledged
                line.setLength(0);
                if (ids.size() == acknowledgements) {
                    // Process.destroyForcibly would also close the pipe, and with it what was acknowledged meanwhile.
                    assertThat(writer.toHandle().destroyForcibly()).isTrue();
                }
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        assertThat(ids).hasSizeGreaterThanOrEqualTo(acknowledgements);
        return ids;
    }
}
