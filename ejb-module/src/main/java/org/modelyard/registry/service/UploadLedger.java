package org.modelyard.registry.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.ArtifactSettings;
import org.modelyard.registry.entity.StoredUploads;
import org.modelyard.registry.entity.Upload;

/** What the rows know of uploads, each step in a transaction of its own: streams are slow. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class UploadLedger {

    @Inject
    private StoredUploads uploads;

    @Inject
    private ArtifactSettings settings;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /** @throws Refusal.Conflict when the organisation has too many open ones */
    public UploadView begin(Caller caller, long bytes, @Nullable String expected) {
        caller.require(Role.OPERATOR);
        Upload upload = Upload.begin(
                caller.organisationId(), bytes, settings.uploadBytes(), expected, caller.actor(), clock.instant());
        if (uploads.open(caller.organisationId()) >= settings.uploadsOpen()) {
            throw new Refusal.Conflict(settings.uploadsOpen()
                    + " uploads are open, and not more may be (modelyard.upload.open): finish or delete one.");
        }
        uploads.add(upload);
        audit.done(caller, "upload.begin", subject(upload), bytes + " bytes");
        return view(upload);
    }

    /** Without what has arrived. */
    public UploadView get(Caller caller, UUID id) {
        return view(named(caller, id));
    }

    /** Newest first, without what has arrived. */
    public Page<UploadView> list(Caller caller, PageRequest page) {
        caller.require(Role.OPERATOR);
        return Page.of(uploads.page(caller.organisationId(), page), page, Upload::id, this::view);
    }

    public UploadView touch(Caller caller, UUID id) {
        Upload upload = named(caller, id);
        upload.touch(clock.instant());
        return view(upload);
    }

    /** The hash of all bytes, where they have arrived and may be in the store. */
    public Optional<String> arrived(Caller caller, UUID id) {
        return Optional.ofNullable(named(caller, id).sha256());
    }

    /** @throws Refusal.Invalid when another hash was expected */
    public void arrive(Caller caller, UUID id, String sha256) {
        named(caller, id).arrived(sha256);
    }

    public UploadView complete(Caller caller, UUID id) {
        Upload upload = named(caller, id);
        upload.complete(clock.instant());
        audit.done(caller, "upload.complete", subject(upload), "SHA-256 " + upload.sha256());
        return view(upload);
    }

    /** Forgets it. */
    public void drop(Caller caller, UUID id, String why) {
        Upload upload = named(caller, id);
        uploads.remove(upload);
        audit.done(caller, "upload.drop", subject(upload), why);
    }

    /** Forgets what nobody was at for the time that is configured, of all organisations. */
    public int forget() {
        return uploads.forget(clock.instant().minus(settings.uploadRetention()));
    }

    /** Bytes of the whole file of each upload that is not complete, of all organisations. */
    public Map<UUID, Long> promised() {
        return uploads.promised();
    }

    /** Those of the ids that no row knows. */
    public Set<UUID> unknown(List<UUID> ids) {
        Set<UUID> unknown = new HashSet<>(ids);
        if (!ids.isEmpty()) {
            uploads.known(ids).forEach(unknown::remove);
        }
        return unknown;
    }

    private Upload named(Caller caller, UUID id) {
        caller.require(Role.OPERATOR);
        return uploads.byPublicId(caller.organisationId(), id)
                .orElseThrow(() -> new Refusal.NotFound("upload", id.toString()));
    }

    private UploadView view(Upload upload) {
        Instant expires = upload.touchedAt().plus(settings.uploadRetention());
        return UploadView.of(upload, 0, expires);
    }

    private static String subject(Upload upload) {
        return "upload/" + upload.publicId();
    }
}
