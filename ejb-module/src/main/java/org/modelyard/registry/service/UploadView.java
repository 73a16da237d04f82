package org.modelyard.registry.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.registry.entity.Upload;
import org.modelyard.registry.model.UploadState;

/**
 * An upload.
 *
 * @param bytes of the whole file
 * @param offset bytes that have arrived, which is where to go on
 * @param sha256 of a complete one, else the expected one; null when neither is known
 * @param createdBy user and token
 * @param expiresAt when it is forgotten, unless somebody sends to it before
 */
public record UploadView(
        UUID id,
        UploadState state,
        long bytes,
        long offset,
        @Nullable String sha256,
        String createdBy,
        Instant createdAt,
        Instant expiresAt) {

    static UploadView of(Upload upload, long offset, Instant expiresAt) {
        return new UploadView(
                upload.publicId(),
                upload.state(),
                upload.bytes(),
                upload.state() == UploadState.COMPLETE ? upload.bytes() : offset,
                upload.sha256() == null ? upload.expected() : upload.sha256(),
                upload.createdBy(),
                upload.createdAt(),
                expiresAt);
    }

    UploadView at(long reached) {
        return new UploadView(id, state, bytes, reached, sha256, createdBy, createdAt, expiresAt);
    }
}
