package org.modelyard.registry.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.UploadState;
import org.modelyard.registry.store.ArtifactStore;
import org.modelyard.registry.store.StoredArtifact;
import org.modelyard.registry.upload.OffsetMismatch;
import org.modelyard.registry.upload.UploadFiles;

/**
 * Files that clients bring in parts. Bytes lie on the disk of the node that took them until all are there and their hash is the expected one;
 * then they are moved into the artifact store, and the upload can be used. Holds no connection while bytes are read.
 */
@ApplicationScoped
public class Uploads {

    private static final System.Logger LOG = System.getLogger(Uploads.class.getName());
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    @Inject
    private UploadLedger ledger;

    @Inject
    private UploadFiles files;

    @Inject
    private UploadSweep sweep;

    @Inject
    private ArtifactStore store;

    /** So that two that begin at once are counted one after the other, and are not promised the same room: the disk is this node's alone. */
    private final ReentrantLock beginning = new ReentrantLock();

    /**
     * @param bytes of the whole file
     * @param expected its SHA-256; null when the sender does not know it
     * @throws Refusal.Invalid when it has too many bytes
     * @throws Refusal.Conflict when too many are open
     * @throws Refusal.Unavailable when the disk has no room for it
     */
    public UploadView begin(Caller caller, long bytes, @Nullable String expected) {
        beginning.lock();
        try {
            sweep.work();
            UploadView begun = ledger.begin(caller, bytes, expected);
            long room = files.room(ledger.promised());
            if (room < bytes) {
                ledger.drop(caller, begun.id(), "no room");
                throw new Refusal.Unavailable(
                        "The server's disk has no room for " + bytes + " bytes: " + Math.max(0, room)
                                + " are left beside what other uploads have been promised.",
                        RETRY_AFTER);
            }
            files.create(begun.id());
            return begun;
        } catch (UncheckedIOException e) {
            throw unwritten(e);
        } finally {
            beginning.unlock();
        }
    }

    public Page<UploadView> list(Caller caller, PageRequest page) {
        Page<UploadView> rows = ledger.list(caller, page);
        return new Page<>(rows.items().stream().map(this::measured).toList(), rows.next());
    }

    /** Finishes what a crash has left between the last byte and the store. */
    public UploadView get(Caller caller, UUID id) {
        UploadView upload = ledger.get(caller, id);
        if (upload.state() == UploadState.COMPLETE) {
            return upload;
        }
        OptionalLong arrived = files.length(id);
        if (arrived.isEmpty()) {
            return recovered(caller, upload);
        }
        if (arrived.getAsLong() < upload.bytes()) {
            return upload.at(arrived.getAsLong());
        }
        return arrived(caller, upload);
    }

    /**
     * Adds the stream to what has arrived, and finishes the upload with the last byte. A stream that breaks leaves what arrived.
     *
     * @param offset bytes that the sender knows to have arrived
     * @param content is not closed
     * @throws OffsetMismatch when others have
     * @throws Refusal.Invalid when the stream breaks or is too long, or the hash is not the expected one, with which the upload ends
     */
    public UploadView append(Caller caller, UUID id, long offset, InputStream content) {
        UploadView upload = ledger.touch(caller, id);
        if (upload.state() == UploadState.OPEN && files.length(id).isEmpty()) {
            upload = recovered(caller, upload);
        }
        if (upload.state() == UploadState.COMPLETE) {
            if (offset == upload.bytes()) {
                return upload;
            }
            throw new OffsetMismatch("All " + upload.bytes() + " bytes have arrived.", upload.bytes());
        }
        try {
            long reached = files.append(id, offset, upload.bytes(), content);
            return reached == upload.bytes()
                    ? arrived(caller, upload)
                    : ledger.touch(caller, id).at(reached);
        } catch (UncheckedIOException e) {
            throw unwritten(e);
        }
    }

    /**
     * A file that comes as one stream. Nothing of it stays where the stream breaks.
     *
     * @param bytes that the stream has
     * @param content is not closed
     */
    public UploadView whole(Caller caller, long bytes, InputStream content) {
        UploadView begun = begin(caller, bytes, null);
        try {
            UploadView reached = append(caller, begun.id(), 0, content);
            if (reached.state() != UploadState.COMPLETE) {
                throw new Refusal.Invalid(
                        "file", reached.offset() + " of " + bytes + " bytes have arrived: send it again.");
            }
            return reached;
        } catch (Refusal broken) {
            delete(caller, begun.id());
            throw broken;
        }
    }

    /** Forgets it, and its bytes while it is open. */
    public void delete(Caller caller, UUID id) {
        ledger.drop(caller, id, "by request");
        files.delete(id);
    }

    /**
     * The file of a complete upload, for whoever makes something of it: it is in the store, and stays usable until the upload is forgotten.
     *
     * @throws Refusal.Conflict while bytes are missing
     */
    public StoredArtifact file(Caller caller, UUID id) {
        UploadView upload = get(caller, id);
        if (upload.state() != UploadState.COMPLETE || upload.sha256() == null) {
            throw new Refusal.Conflict("Of the upload " + id + " " + upload.offset() + " of " + upload.bytes()
                    + " bytes have arrived: send the rest before you use it.");
        }
        ledger.touch(caller, id);
        return new StoredArtifact(upload.sha256(), upload.bytes());
    }

    /**
     * All bytes are there. Between the last of them and this nobody holds the file, so another request may finish it meanwhile, or have
     * done so: then this tells what that has made of it.
     */
    private UploadView arrived(Caller caller, UploadView upload) {
        try {
            return finished(caller, upload.id());
        } catch (OffsetMismatch anotherIsAtIt) {
            return upload.at(upload.bytes());
        } catch (UncheckedIOException e) {
            UploadView now = ledger.get(caller, upload.id());
            if (now.state() == UploadState.COMPLETE) {
                return now;
            }
            if (files.length(upload.id()).isEmpty()) {
                return recovered(caller, now);
            }
            throw e;
        }
    }

    private UploadView finished(Caller caller, UUID id) {
        files.finish(id, finished -> {
            String sha256 = finished.content().sha256();
            try {
                ledger.arrive(caller, id, sha256);
            } catch (Refusal.Invalid mismatch) {
                ledger.drop(caller, id, String.valueOf(mismatch.getMessage()));
                files.delete(id);
                throw mismatch;
            }
            store.take(finished.file(), finished.content());
        });
        return ledger.complete(caller, id);
    }

    private UploadView recovered(Caller caller, UploadView upload) {
        boolean stored =
                ledger.arrived(caller, upload.id()).filter(store::exists).isPresent();
        if (!stored) {
            throw new Refusal.Conflict("The bytes of the upload " + upload.id()
                    + " are not on this node. Go on at the node that it was begun at, or begin another.");
        }
        return ledger.complete(caller, upload.id());
    }

    private UploadView measured(UploadView upload) {
        return upload.state() == UploadState.COMPLETE
                ? upload
                : upload.at(files.length(upload.id()).orElse(0));
    }

    private static Refusal.Unavailable unwritten(UncheckedIOException e) {
        LOG.log(Level.ERROR, "an upload cannot be kept", e);
        return new Refusal.Unavailable("Uploads cannot be written here at present.", RETRY_AFTER);
    }
}
