package org.modelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What the journal's tests share: small settings, text payloads, reading to the end. */
final class Journals {

    static final int SEGMENT = 4 << 10;

    private Journals() {}

    static JournalSettings small(int segments, WhenFull whenFull) {
        return new JournalSettings(SEGMENT, (long) segments * SEGMENT, Duration.ofMillis(20), false, whenFull);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(Entry entry) {
        return new String(entry.payload(), StandardCharsets.UTF_8);
    }

    static List<String> texts(List<Entry> entries) {
        return entries.stream().map(Journals::text).toList();
    }

    /** A payload of this length that begins with its number. */
    static byte[] numbered(int number, int length) {
        byte[] payload = bytes(number + "#" + ".".repeat(length));
        return java.util.Arrays.copyOf(payload, length);
    }

    static int number(Entry entry) {
        String text = text(entry);
        return Integer.parseInt(text.substring(0, text.indexOf('#')));
    }

    /** Everything that is unread, read in small batches. */
    static List<Entry> readAll(JournalReader reader) throws IOException {
        List<Entry> all = new ArrayList<>();
        while (true) {
            List<Entry> batch = reader.read(7, 1 << 20);
            if (batch.isEmpty()) {
                return all;
            }
            all.addAll(batch);
        }
    }

    static List<Entry> readAll(Path dir, JournalSettings settings, Position from) throws IOException {
        try (Journal journal = Journal.open(dir, settings, from);
                JournalReader reader = journal.reader(from)) {
            return readAll(reader);
        }
    }

    static Position last(List<Entry> entries) {
        return entries.get(entries.size() - 1).next();
    }

    /** Appends numbered records until there is no room; the count of those that were taken. */
    static int fill(Journal journal, int first, int length) {
        for (int i = first; ; i++) {
            try {
                if (!journal.append(numbered(i, length)).isLogged()) {
                    return i - first;
                }
            } catch (JournalFull full) {
                return i - first;
            }
        }
    }

    /** The journal's own threads do the housekeeping: gives way to them until the state is reached, for 10 s at most. */
    static void eventually(BooleanSupplier state) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!state.getAsBoolean()) {
            assertThat(System.nanoTime()).as("reached within 10 s").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    static List<Path> files(Path dir, String suffix) throws IOException {
        try (var files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    /** The oldest segment. */
    static Path firstSegment(Path dir) throws IOException {
        return files(dir, ".journal").get(0);
    }
}
