package org.modelyard.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory that modelyard.jar was unpacked to. The server notes there what it has deployed. At its next start it
 * would deploy that, and then the application again in its place: twice the time, and ready for a moment in between.
 */
final class UnpackedServer {

    private static final List<String> MADE_BY_DEPLOYING = List.of("applications", "generated");

    private final Path root;

    UnpackedServer(Path root) {
        this.root = root;
    }

    /** Brings it to how it was when unpacked. To be called before each start. */
    void forgetDeployments() throws IOException {
        Path configuration = root.resolve("config/domain.xml");
        Path unpacked = root.resolve("config/domain.xml.unpacked");
        if (Files.exists(unpacked)) {
            Files.copy(unpacked, configuration, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.copy(configuration, unpacked);
        }
        for (String directory : MADE_BY_DEPLOYING) {
            empty(root.resolve(directory));
        }
    }

    /** The directory itself stays: the server expects it. */
    private static void empty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            all.filter(path -> !path.equals(directory))
                    .sorted(Comparator.reverseOrder())
                    .forEach(UnpackedServer::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
