package org.modelyard.platform.service;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** This process's own class path when the class is on it, else the jar that it is in and those beside it; empty when they do not lie in files. */
    public static Optional<String> classPath(Class<?> type) {
        String own = System.getProperty("java.class.path");
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL where = source == null ? null : source.getLocation();
        try {
            Path file = where == null || !where.getProtocol().equals("file") ? null : Path.of(where.toURI());
            if (file != null
                    && (Files.isDirectory(file)
                            || Arrays.asList(own.split(File.pathSeparator, -1)).contains(file.toString()))) {
                return Optional.of(own);
            }
            return file != null && Files.isRegularFile(file)
                    ? Optional.of(file.resolveSibling("*").toString())
                    : Optional.empty();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this code lies at " + where, e);
        }
    }
}
