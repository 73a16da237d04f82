package org.modelyard.registry.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;

/**
 * Artifacts as files {@code <root>/ab/cd/<sha256>}. A file is written under {@code <root>/incoming}, forced to the
 * disk and moved in one step, so that an address never shows half an artifact.
 */
public final class FileArtifactStore implements ArtifactStore {

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern DIRECTORY = Pattern.compile("[0-9a-f]{2}");

    private final Path root;
    private final Path incoming;

    /** @param root created when missing */
    public FileArtifactStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.incoming = this.root.resolve("incoming");
        try {
            Files.createDirectories(incoming);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public StoredArtifact put(InputStream content) {
        Path temporary = incoming.resolve(UUID.randomUUID() + ".tmp");
        try {
            try {
                StoredArtifact stored = HashedCopy.of(content, temporary);
                moved(temporary, stored.sha256());
                return stored;
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void take(Path file, HashedFile known) {
        try {
            moved(file, known.sha256());
        } catch (AtomicMoveNotSupportedException otherDisk) {
            ArtifactStore.super.take(file, known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void moved(Path file, String sha256) throws IOException {
        Path target = path(sha256);
        Path parent = prepareParent(target);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(parent);
    }

    private Path prepareParent(Path target) throws IOException {
        Path second = root.resolve(root.relativize(target).subpath(0, 2));
        if (!Files.isDirectory(second)) {
            Files.createDirectories(second);
            force(root);
            force(root.resolve(root.relativize(second).subpath(0, 1)));
        }
        return second;
    }

    /** Makes a new directory entry durable, where the system knows how (POSIX). */
    private static void force(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public InputStream open(String sha256) {
        try {
            return new VerifyingStream(Files.newInputStream(path(sha256)), sha256);
        } catch (NoSuchFileException e) {
            throw new Refusal.NotFound("artifact", sha256);
        } catch (IOException e) {
            throw new StoreAway(e);
        }
    }

    @Override
    public InputStream part(String sha256, ByteRange part) {
        try {
            return part.of(Files.newInputStream(path(sha256)));
        } catch (NoSuchFileException e) {
            throw new Refusal.NotFound("artifact", sha256);
        } catch (IOException e) {
            throw new StoreAway(e);
        }
    }

    @Override
    public byte[] get(String sha256) {
        byte[] content;
        try {
            content = Files.readAllBytes(path(sha256));
        } catch (NoSuchFileException e) {
            throw new Refusal.NotFound("artifact", sha256);
        } catch (IOException e) {
            throw new StoreAway(e);
        }
        String actual = Sha256.hex(content);
        if (!actual.equals(sha256)) {
            throw new ArtifactMismatch(sha256, actual);
        }
        return content;
    }

    @Override
    public boolean exists(String sha256) {
        return ADDRESS.matcher(sha256).matches() && Files.isRegularFile(path(sha256));
    }

    @Override
    public long size(String sha256) {
        try {
            return Files.size(path(sha256));
        } catch (NoSuchFileException e) {
            throw new Refusal.NotFound("artifact", sha256);
        } catch (IOException e) {
            throw new StoreAway(e);
        }
    }

    @Override
    public boolean delete(String sha256) {
        try {
            return ADDRESS.matcher(sha256).matches() && Files.deleteIfExists(path(sha256));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Stream<ListedArtifact> list() {
        return entries(root, DIRECTORY)
                .flatMap(first -> entries(first, DIRECTORY))
                .flatMap(second -> entries(second, ADDRESS))
                .flatMap(file -> listed(file).stream());
    }

    /** The entries of a directory by their names; none when it went away meanwhile. */
    private static Stream<Path> entries(Path directory, Pattern named) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(
                directory,
                entry -> named.matcher(entry.getFileName().toString()).matches())) {
            all.forEach(entries::add);
        } catch (NoSuchFileException gone) {
            return Stream.empty();
        } catch (DirectoryIteratorException e) {
            throw new StoreAway(Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw new StoreAway(e);
        }
        return entries.stream();
    }

    private static Optional<ListedArtifact> listed(Path file) {
        try {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
            return facts.isRegularFile()
                    ? Optional.of(new ListedArtifact(
                            file.getFileName().toString(),
                            facts.size(),
                            facts.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreAway(e);
        }
    }

    /** Looks at the time of what it has taken aside: a put in between makes a file of its own. */
    @Override
    public boolean deletePutBefore(String sha256, Instant time) {
        Path file = path(sha256);
        Path aside = incoming.resolve(UUID.randomUUID() + ".tmp");
        try {
            if (!listed(file)
                    .filter(artifact -> artifact.putAt().isBefore(time))
                    .isPresent()) {
                return false;
            }
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            if (Files.getLastModifiedTime(aside).toInstant().isBefore(time)) {
                Files.delete(aside);
                return true;
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return false;
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String sha256) {
        if (!ADDRESS.matcher(sha256).matches()) {
            throw new Refusal.NotFound("artifact", sha256);
        }
        return root.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }
}
