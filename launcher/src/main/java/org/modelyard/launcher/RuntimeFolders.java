package org.modelyard.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The folders that modelyard.jar unpacks itself to, one for each process, in the system's temporary directory. A process that ends takes its folder along; one
 * that is killed leaves it, some 270 MB. So each process locks a file in its own, which the system unlocks when it dies in whatever way, and the next one removes
 * those that it can lock. The file says on which host, since where hosts share the directory a lock may reach no further than its own. A folder without such a
 * file is not ours, or is being made, and stays. Nothing of this may keep a server from starting: what cannot be removed costs space alone, and is said.
 */
final class RuntimeFolders {

    /** Payara Micro deletes its folder at its end backwards by name, so that this one goes last: a folder that is left half way is found again. */
    static final String LOCK = ".modelyard.lock";

    /** Payara Micro says here where it has unpacked itself to. */
    static final String PLACE = "fish.payara.micro.tmpdir";

    private static final String NAMES = "payaramicro-rt*tmp";
    private static final int LONGEST_HOST = 1_000;
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A lock lasts as long as its channel, which must not be collected. */
    private static final List<FileLock> HELD = new CopyOnWriteArrayList<>();

    private RuntimeFolders() {}

    /**
     * Removes what killed processes of this user have left on this host.
     *
     * @param temporary a directory
     * @return how many
     */
    static int removeAbandoned(String temporary) {
        int removed = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of(temporary), NAMES)) {
            UserPrincipal user = user(Path.of(temporary));
            LockHost here = LockHost.here();
            for (Path folder : folders) {
                removed += removeIfAbandoned(folder, user, here) ? 1 : 0;
            }
        } catch (IOException | RuntimeException e) { // a file system that knows no owners, a path that is none
            System.err.println("Left-over folders in " + temporary + " cannot be looked for: " + e);
        }
        return removed;
    }

    private static UserPrincipal user(Path temporary) throws IOException {
        Path mine = Files.createTempFile(temporary, "modelyard", ".owner");
        try {
            return Files.getOwner(mine);
        } finally {
            Files.delete(mine);
        }
    }

    private static boolean removeIfAbandoned(Path folder, UserPrincipal user, LockHost here) {
        Path lock = folder.resolve(LOCK);
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getOwner(folder).equals(user)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock dead = channel.tryLock()) {
                if (dead == null || !here.reaches(LockHost.of(text(channel)))) {
                    return false;
                }
                empty(folder, lock);
            }
            Files.deleteIfExists(lock); // the last of all, so that what is left half way is found again
            Files.deleteIfExists(folder);
            return true;
        } catch (OverlappingFileLockException own) {
            return false;
        } catch (NoSuchFileException another) {
            return false; // that starts at the same moment has removed it
        } catch (IOException | RuntimeException e) {
            System.err.println("The left-over folder " + folder + " cannot be removed: " + e);
            return false;
        }
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_HOST);
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
            // to its end
        }
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    private static void empty(Path folder, Path but) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(path -> !path.equals(folder) && !path.equals(but))
                    .sorted(Comparator.reverseOrder())
                    .forEach(RuntimeFolders::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Locks this process's folder as soon as it is there. */
    static Thread claimWhenMade() {
        Thread thread = new Thread(RuntimeFolders::claim, "modelyard-runtime-folder");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void claim() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            String place = System.getProperty(PLACE);
            if (place != null && Files.isDirectory(Path.of(place))) {
                try {
                    claim(Path.of(place));
                } catch (IOException | RuntimeException e) {
                    System.err.println(
                            "The folder " + place + " cannot be locked, and stays when this process is killed: " + e);
                }
                return;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** The file has its name only when it is written and locked: nobody can take a folder that is being claimed for a dead one's. */
    static void claim(Path folder) throws IOException {
        Path made = Files.createTempFile(folder, "modelyard", ".claim");
        Files.writeString(made, LockHost.here().text());
        HELD.add(FileChannel.open(made, StandardOpenOption.WRITE).lock());
        Files.move(made, folder.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
    }
}
