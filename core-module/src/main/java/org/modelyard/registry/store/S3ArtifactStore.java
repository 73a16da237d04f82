package org.modelyard.registry.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;
import org.modelyard.platform.settings.StoreSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Artifacts as objects {@code <prefix>ab/cd/<sha256>} of a bucket. What is stored is first written to a file here and hashed, so that its key
 * is known before the first byte is sent; an object appears whole or not at all. What is read is verified as a file would be.
 */
public final class S3ArtifactStore implements ArtifactStore, AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{64}");
    private static final int MISSING = 404;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final S3Client client;
    private final S3Objects objects;
    private final String prefix;
    private final Path incoming;

    /** @param incoming folder on this machine for what is on its way to the bucket; created when missing */
    public S3ArtifactStore(StoreSettings settings, Path incoming) {
        this.client = client(settings);
        this.objects = new S3Objects(client, settings.bucket());
        this.prefix = settings.prefix();
        this.incoming = incoming;
        try {
            Files.createDirectories(incoming);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static S3Client client(StoreSettings settings) {
        return S3Client.builder()
                .endpointOverride(URI.create(settings.endpoint()))
                .region(Region.of(settings.region()))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(settings.pathStyle())
                        .chunkedEncodingEnabled(false)
                        .build())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(settings.key(), settings.secret())))
                // our own SHA-256 says more, and not every endpoint knows the others
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** @throws Refusal.Unavailable when the bucket has lost it on its way */
    @Override
    public StoredArtifact put(InputStream content) {
        Path file = incoming.resolve(UUID.randomUUID() + ".tmp");
        try {
            try {
                StoredArtifact stored = HashedCopy.of(content, file);
                send(file, stored);
                return stored;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void take(Path file, HashedFile known) {
        send(file, known.content());
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the bucket has lost on the way, such as an upload in parts that it forgot before the last of them, is not missing: it can be sent again.
     */
    private void send(Path file, StoredArtifact known) {
        try {
            reached(known.sha256(), () -> {
                objects.write(key(known.sha256()), file, known.bytes());
                if (head(known.sha256()).contentLength()
                        != known.bytes()) { // some endpoints say yes before they have done it
                    throw new StoreAway(new IOException("The S3 store did not keep " + known.sha256()));
                }
                return known;
            });
        } catch (Refusal.NotFound lost) {
            Refusal.Unavailable again = new Refusal.Unavailable(
                    "The S3 store has lost " + known.sha256() + " on its way there: send it again.", RETRY_AFTER);
            again.initCause(lost);
            throw again;
        }
    }

    @Override
    public InputStream open(String sha256) {
        return new VerifyingStream(read(sha256, null), sha256);
    }

    @Override
    public InputStream part(String sha256, ByteRange part) {
        if (part.length() == 0) {
            size(sha256);
            return InputStream.nullInputStream();
        }
        return read(sha256, "bytes=" + part.from() + "-" + (part.from() + part.length() - 1));
    }

    private InputStream read(String sha256, @Nullable String range) {
        String key = key(sha256);
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(objects.bucket())
                .key(key)
                .range(range)
                .build();
        ResponseInputStream<GetObjectResponse> content = reached(sha256, () -> client.getObject(request));
        return new AbortingStream(content, content::abort);
    }

    @Override
    public byte[] get(String sha256) {
        byte[] content;
        try (InputStream whole = read(sha256, null)) {
            content = whole.readAllBytes();
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
        if (!ADDRESS.matcher(sha256).matches()) {
            return false;
        }
        try {
            head(sha256);
            return true;
        } catch (Refusal.NotFound e) {
            return false;
        }
    }

    @Override
    public long size(String sha256) {
        return head(sha256).contentLength();
    }

    /** The answer has no body that could say what is missing: the object, or the bucket with all that is in it. */
    private HeadObjectResponse head(String sha256) {
        String key = key(sha256);
        try {
            return reached(
                    sha256,
                    () -> client.headObject(
                            wanted -> wanted.bucket(objects.bucket()).key(key)));
        } catch (Refusal.NotFound missing) {
            requireBucket();
            throw missing;
        }
    }

    private void requireBucket() {
        try {
            client.headBucket(wanted -> wanted.bucket(objects.bucket()));
        } catch (SdkException e) {
            throw unreached(e);
        }
    }

    @Override
    public boolean delete(String sha256) {
        if (!exists(sha256)) {
            return false;
        }
        String key = key(sha256);
        reached(
                sha256,
                () -> client.deleteObject(
                        wanted -> wanted.bucket(objects.bucket()).key(key)));
        return true;
    }

    /** A page of the bucket's listing at a time. */
    @Override
    public Stream<ListedArtifact> list() {
        try {
            return client
                    .listObjectsV2Paginator(
                            wanted -> wanted.bucket(objects.bucket()).prefix(prefix))
                    .contents()
                    .stream()
                    .flatMap(object -> listed(object).stream());
        } catch (SdkException e) {
            throw unreached(e);
        }
    }

    private Optional<ListedArtifact> listed(S3Object object) {
        String sha256 = object.key().substring(object.key().lastIndexOf('/') + 1);
        return ADDRESS.matcher(sha256).matches() && object.key().equals(key(sha256))
                ? Optional.of(new ListedArtifact(sha256, object.size(), object.lastModified()))
                : Optional.empty();
    }

    /** Between the look at the time and the deletion lies a request: buckets cannot do both at once. */
    @Override
    public boolean deletePutBefore(String sha256, Instant time) {
        try {
            return head(sha256).lastModified().isBefore(time) && delete(sha256);
        } catch (Refusal.NotFound gone) {
            return false;
        }
    }

    private static <T> T reached(String sha256, Supplier<T> work) {
        try {
            return work.get();
        } catch (S3Exception e) {
            if (e.statusCode() == MISSING && !"NoSuchBucket".equals(code(e))) {
                throw new Refusal.NotFound("artifact", sha256);
            }
            throw unreached(e);
        } catch (SdkException e) {
            throw unreached(e);
        }
    }

    private static @Nullable String code(S3Exception e) {
        return e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    }

    private static StoreAway unreached(SdkException e) {
        return new StoreAway(new IOException("The S3 store did not do it: " + e.getMessage(), e));
    }

    private String key(String sha256) {
        if (!ADDRESS.matcher(sha256).matches()) {
            throw new Refusal.NotFound("artifact", sha256);
        }
        return prefix + sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
    }

    @Override
    public void close() {
        client.close();
    }
}
