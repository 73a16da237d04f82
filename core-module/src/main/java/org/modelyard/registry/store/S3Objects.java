package org.modelyard.registry.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Writes objects of a bucket: small ones at once, large ones in parts. Either way an object appears whole or not at all. */
record S3Objects(S3Client client, String bucket) {

    /** Bytes of a part, unless there would be more parts than S3 takes. */
    static final long PART = 32L << 20;

    private static final int MOST_PARTS = 10_000;

    /** @throws SdkException when the bucket does not take it; nothing is left there then but what the bucket itself clears away */
    void write(String key, Path file, long bytes) {
        if (bytes <= PART) {
            client.putObject(wanted -> wanted.bucket(bucket).key(key).contentLength(bytes), RequestBody.fromFile(file));
            return;
        }
        String upload = client.createMultipartUpload(
                        wanted -> wanted.bucket(bucket).key(key))
                .uploadId();
        try {
            List<CompletedPart> parts = parts(key, file, bytes, upload);
            client.completeMultipartUpload(wanted -> wanted.bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .multipartUpload(
                            CompletedMultipartUpload.builder().parts(parts).build()));
        } catch (SdkException e) {
            abort(key, upload, e);
            throw e;
        }
    }

    private List<CompletedPart> parts(String key, Path file, long bytes, String upload) {
        long size = Math.max(PART, (bytes + MOST_PARTS - 1) / MOST_PARTS);
        List<CompletedPart> parts = new ArrayList<>();
        for (long from = 0; from < bytes; from += size) {
            int number = parts.size() + 1;
            FilePart part = new FilePart(file, new ByteRange(from, Math.min(size, bytes - from)));
            String tag = client.uploadPart(
                            wanted -> wanted.bucket(bucket)
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number)
                                    .contentLength(part.range().length()),
                            RequestBody.fromContentProvider(part, part.range().length(), "application/octet-stream"))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        return parts;
    }

    private void abort(String key, String upload, SdkException why) {
        try {
            client.abortMultipartUpload(wanted -> wanted.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException e) {
            why.addSuppressed(e);
        }
    }
}
