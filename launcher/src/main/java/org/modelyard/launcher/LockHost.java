package org.modelyard.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The host that a file was locked on. On some file systems that hosts share (NFS without its lock service, virtiofs) locks are those of one host alone, and a
 * lock that can be had means nothing for another host's process.
 *
 * @param name empty where it is not known
 * @param boot id of the kernel's start; empty where there is none, as outside of Linux
 */
record LockHost(String name, String boot) {

    private static final Path NAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** So a host is called that has no name. */
    private static final String NOBODY = "localhost";

    static LockHost here() {
        String name = read(NAME);
        return new LockHost(name.isEmpty() ? asked() : name, read(BOOT));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException | RuntimeException elsewhere) { // on other systems there is no such file
            return "";
        }
    }

    private static String asked() {
        try {
            return InetAddress.getLocalHost().getHostName().strip();
        } catch (UnknownHostException unnamed) {
            return "";
        }
    }

    /** @param text as {@link #text} gives it; any other is that of a host that is not known */
    static LockHost of(String text) {
        String[] lines = text.split("\n", -1);
        return lines.length < 2 ? new LockHost("", "") : new LockHost(lines[0].strip(), lines[1].strip());
    }

    String text() {
        return name + "\n" + boot + "\n";
    }

    /** Whether a process there would be seen by its locks, or is dead since the host was started again. Hosts without a name are told apart by their starts. */
    boolean reaches(LockHost there) {
        boolean named = !name.isEmpty() && !name.startsWith(NOBODY);
        return name.equals(there.name) && (named || !boot.isEmpty() && boot.equals(there.boot));
    }
}
