package org.modelyard.backup.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.modelyard.backup.model.ArchiveReader;
import org.modelyard.backup.model.BrokenArchive;
import org.modelyard.batch.model.WorkState;
import org.modelyard.batch.service.LivingNodes;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;
import org.modelyard.platform.service.Node;
import org.modelyard.platform.settings.BackupSettings;
import org.modelyard.platform.settings.ServerSettings;

/** The archives on this node's disk. Names are made here, from time and id: none comes from a client. */
@ApplicationScoped
public class BackupFiles {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm").withZone(ZoneOffset.UTC);

    @Inject
    private BackupSettings settings;

    @Inject
    private ServerSettings server;

    @Inject
    private Node node;

    @Inject
    private LivingNodes nodes;

    static String name(UUID id, Instant createdAt) {
        return "modelyard-" + TIME.format(createdAt) + "-" + id + ".zip";
    }

    /** Where it is, or would be; its directory is made when missing. */
    Path path(BackupView backup) throws IOException {
        return Files.createDirectories(settings.archives(server)).resolve(name(backup.id(), backup.createdAt()));
    }

    /**
     * @throws Refusal.Conflict when there is no archive (yet), or none here
     */
    void require(BackupView backup) {
        if (backup.state() != WorkState.COMPLETED) {
            throw new Refusal.Conflict("This backup is " + backup.state() + " and has no archive.");
        }
        requireHere(backup);
        if (!isThere(backup)) {
            throw new Refusal.Conflict("The archive " + backup.file() + " is gone from the disk.");
        }
    }

    /**
     * Whether its archive is this node's to keep: it was written here, or by a node that is gone into the directory that is this one's too, as on a
     * shared disk.
     */
    boolean isHere(BackupView backup) {
        String writer = backup.node();
        return node.id().toString().equals(writer) || (writer != null && isThere(backup) && !nodes.isLiving(writer));
    }

    /** Where the archive of a complete one lies, for people; empty for others. */
    public String place(BackupView backup) {
        String writer = backup.node();
        if (writer == null) {
            return "";
        }
        if (isHere(backup)) {
            return "this node";
        }
        return "the node " + writer + (nodes.isLiving(writer) ? ", which is at work" : ", which is gone");
    }

    /** Whether the archive is on this node's disk. */
    boolean isThere(BackupView backup) {
        try {
            return Files.isRegularFile(path(backup));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireHere(BackupView backup) {
        if (!isHere(backup)) {
            throw new Refusal.Conflict("The archive lies on the node " + backup.node() + ", not on this one.");
        }
    }

    /**
     * The archive's bytes, once all of them were read and hashed.
     *
     * @throws Refusal.Conflict when they are not those that were written
     */
    public InputStream open(BackupView backup) {
        require(backup);
        try {
            Path file = path(backup);
            String actual = sha256(file);
            if (!actual.equals(backup.sha256())) {
                throw new Refusal.Conflict("The archive is damaged and not handed out: it has the SHA-256 " + actual
                        + ", not " + backup.sha256() + ".");
            }
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream all = new DigestInputStream(Files.newInputStream(file), Sha256.digest())) {
            all.transferTo(OutputStream.nullOutputStream());
            return Sha256.hexOf(all.getMessageDigest().digest());
        }
    }

    /**
     * Reads an archive as a file and then entry by entry: nothing is restored from one that only its writer believes in.
     *
     * @param sha256 of the bytes that were written
     * @throws BrokenArchive when these are others
     */
    static void requireWhole(Path file, String sha256) throws IOException {
        String actual = sha256(file);
        if (!actual.equals(sha256)) {
            throw new BrokenArchive("it has the SHA-256 " + actual + ", not " + sha256);
        }
        try (ArchiveReader archive = ArchiveReader.open(file)) {
            archive.verify();
        }
    }

    /**
     * Reads every entry once.
     *
     * @throws BrokenArchive when it is not what was written
     */
    void verify(BackupView backup) {
        require(backup);
        try {
            open(backup).close();
            try (ArchiveReader archive = ArchiveReader.open(path(backup))) {
                archive.verify();
            }
        } catch (Refusal.Conflict damaged) {
            throw new BrokenArchive(String.valueOf(damaged.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
