package org.modelyard.platform.service;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commands that start another JVM on this server's own code. */
public final class ChildJvm {

    private static final Path NICE = Path.of("/usr/bin/nice");

    private ChildJvm() {}

    /** The Java of this process, behind others that want the processor. */
    public static List<String> java() {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "10")); // predictions first
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return command;
    }

    /** The jar that a class is in, and those beside it; empty when they do not lie in files. */
    public static Optional<String> classPath(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL where = source == null ? null : source.getLocation();
        try {
            Path file = where == null || !where.getProtocol().equals("file") ? null : Path.of(where.toURI());
            if (file != null && Files.isDirectory(file)) {
                return Optional.of(System.getProperty("java.class.path"));
            }
            return file != null && Files.isRegularFile(file)
                    ? Optional.of(file.resolveSibling("*").toString())
                    : Optional.empty();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this code lies at " + where, e);
        }
    }
}
