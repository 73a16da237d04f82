package org.modelyard.journal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process that appends from several threads and prints each id that was acknowledged, until it is killed. */
final class KilledWriter {

    static final int THREADS = 4;
    static final JournalSettings SETTINGS =
            new JournalSettings(256 << 10, 256L << 20, Duration.ofMillis(20), false, WhenFull.REFUSE);

    private KilledWriter() {}

    /** {@code main directory round}. */
    public static void main(String[] args) throws IOException {
        String round = args[1];
        Journal journal = Journal.open(Path.of(args[0]), SETTINGS);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out); // no buffer that a kill could take
        for (int t = 0; t < THREADS; t++) {
            String prefix = round + "/" + t + "/";
            new Thread(() -> appendForEver(journal, prefix, out)).start();
        }
    }

    private static void appendForEver(Journal journal, String prefix, FileOutputStream out) {
        try {
            for (int i = 0; ; i++) {
                String id = prefix + i;
                journal.append(Journals.bytes(id + "#" + "x".repeat(i % 900)));
                byte[] line = Journals.bytes(id + "\n");
                synchronized (out) {
                    out.write(line);
                }
            }
        } catch (IOException | JournalFull failed) {
            throw new IllegalStateException(failed);
        }
    }
}
