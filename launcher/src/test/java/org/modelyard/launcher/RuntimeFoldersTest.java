package org.modelyard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFoldersTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    private Path folder(String name) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve(name));
        Files.writeString(Files.createDirectories(folder.resolve("runtime/lib")).resolve("server.jar"), "some");
        return folder;
    }

    /** Its lock went with its process, the file did not. */
    private Path dead(String name) throws IOException {
        return dead(name, LockHost.here().text());
    }

    private Path dead(String name, String host) throws IOException {
        Path folder = folder(name);
        Files.writeString(folder.resolve(RuntimeFolders.LOCK), host);
        return folder;
    }

    private int removed() {
        return RuntimeFolders.removeAbandoned(temporary.toString());
    }

    @Test
    void what_a_killed_process_left_is_removed() throws IOException {
        Path dead = dead("payaramicro-rt1tmp");
        assertThat(removed()).isEqualTo(1);
        assertThat(dead).doesNotExist();
        assertThat(temporary).isEmptyDirectory();
        assertThat(removed()).isZero();
    }

    @Test
    void the_folder_of_a_server_that_lives_stays() throws IOException {
        Path live = folder("payaramicro-rt2tmp");
        RuntimeFolders.claim(live);
        assertThat(removed()).isZero();
        assertThat(live.resolve("runtime/lib/server.jar")).exists();
        assertThat(live.resolve(RuntimeFolders.LOCK)).exists();
    }

    /** As on a machine with other servers: the lock is another process's. */
    @Test
    void a_folder_that_another_process_has_locked_stays() throws IOException {
        Path live = dead("payaramicro-rt3tmp");
        Process holder = new ProcessBuilder(
                        Path.of(String.valueOf(System.getProperty("java.home")), "bin", "java")
                                .toString(),
                        "-cp",
                        String.valueOf(System.getProperty("java.class.path")),
                        Holder.class.getName(),
                        live.resolve(RuntimeFolders.LOCK).toString())
                .start();
        try {
            assertThat(holder.getInputStream().read()).as("it has the lock").isEqualTo('!');
            assertThat(removed()).isZero();
            assertThat(live).exists();
        } finally {
            holder.destroyForcibly().onExit().join();
        }
        assertThat(removed()).as("killed").isEqualTo(1);
        assertThat(live).doesNotExist();
    }

    /** Locks a file until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            try (var channel =
                    java.nio.channels.FileChannel.open(Path.of(arguments[0]), java.nio.file.StandardOpenOption.WRITE)) {
                try (var lock = channel.lock()) {
                    System.out.print(lock.isValid() ? '!' : '?');
                    System.out.flush();
                    if (System.in.read() >= 0) {
                        System.out.print('.');
                    }
                }
            }
        }
    }

    @Test
    void what_is_not_ours_stays() throws IOException {
        Path others = folder("payaramicro-rt4tmp");
        Path named = dead("something-else");
        Path target = dead("payaramicro-data");
        Files.createSymbolicLink(temporary.resolve("payaramicro-rt5tmp"), target);
        assertThat(removed()).isZero();
        assertThat(others.resolve("runtime/lib/server.jar")).exists();
        assertThat(named.resolve(RuntimeFolders.LOCK)).exists();
        assertThat(target.resolve("runtime/lib/server.jar")).exists();
    }

    /** Where hosts share the directory, a lock that can be had may be held all the same. */
    @Test
    void a_folder_of_another_host_stays() throws IOException {
        Path other = dead("payaramicro-rt7tmp", new LockHost("another", "5f3c").text());
        Path unknown = dead("payaramicro-rt8tmp", "");
        assertThat(removed()).isZero();
        assertThat(other.resolve("runtime/lib/server.jar")).exists();
        assertThat(unknown.resolve("runtime/lib/server.jar")).exists();
    }

    @Test
    void a_lock_says_its_host_and_goes_last_of_all() throws IOException {
        Path live = folder("payaramicro-rt9tmp");
        RuntimeFolders.claim(live);
        try (Stream<Path> all = Files.walk(live)) {
            assertThat(all.sorted(Comparator.reverseOrder()))
                    .as("as Payara Micro deletes it")
                    .endsWith(live.resolve(RuntimeFolders.LOCK), live);
        }
        assertThat(LockHost.of(Files.readString(live.resolve(RuntimeFolders.LOCK))))
                .isEqualTo(LockHost.here());
    }

    @Test
    void what_cannot_be_looked_for_stops_nobody() {
        assertThat(RuntimeFolders.removeAbandoned("no\0path")).isZero();
        assertThat(RuntimeFolders.removeAbandoned(temporary.resolve("absent").toString()))
                .isZero();
    }

    @Test
    void a_folder_is_claimed_as_soon_as_it_is_there() throws IOException, InterruptedException {
        Path made = temporary.resolve("payaramicro-rt6tmp");
        Thread claiming = RuntimeFolders.claimWhenMade();
        System.setProperty(RuntimeFolders.PLACE, made.toString());
        try {
            Files.createDirectory(made);
            claiming.join(Duration.ofSeconds(30).toMillis());
            assertThat(made.resolve(RuntimeFolders.LOCK)).exists();
            assertThat(removed()).isZero();
        } finally {
            System.clearProperty(RuntimeFolders.PLACE);
        }
    }
}
