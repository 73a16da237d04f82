package org.modelyard.it.console;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ModelyardServer;
import org.modelyard.it.OnH2;

/** The main job through the console alone, with the data of others: many rows, and texts. */
@OnH2
class ConsoleSharedDataIT {

    private final ModelyardServer server;

    ConsoleSharedDataIT(ModelyardServer server) {
        this.server = server;
    }

    @Test
    void adult_goes_the_way_of_the_newcomer() {
        new ConsoleChain(server).goneThrough("console-adult", "income_gt_50k", shared("adult"), 8);
    }

    @Test
    void banking77_goes_the_way_of_the_newcomer() {
        new ConsoleChain(server).goneThrough("console-banking77", "label", shared("banking77"), 8);
    }

    private static Path shared(String set) {
        Path file =
                Path.of(System.getProperty("modelyard.data", "")).resolve(set).resolve("train.csv.gz");
        Assumptions.assumeTrue(Files.isRegularFile(file), "shared data not present: skipped");
        return file;
    }
}
