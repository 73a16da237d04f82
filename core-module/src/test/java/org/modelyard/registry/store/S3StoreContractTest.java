package org.modelyard.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.SettingSource;
import org.modelyard.platform.settings.StoreSettings;

/** Against a server that speaks S3 and keeps objects in this process's memory. */
class S3StoreContractTest extends ArtifactStoreContract {

    private static final String BUCKET = "artifacts";

    @SuppressWarnings("NullAway.Init")
    private BlobStoreContext objects;

    @SuppressWarnings("NullAway.Init")
    private S3Proxy proxy;

    @SuppressWarnings("NullAway.Init")
    private S3ArtifactStore store;

    @BeforeEach
    void open() throws Exception {
        objects = ContextBuilder.newBuilder(new TransientApiMetadata())
                .credentials("identity", "credential")
                .build(BlobStoreContext.class);
        blobs().createContainerInLocation(null, BUCKET);
        proxy = S3Proxy.builder()
                .blobStore(blobs())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "key", "secret")
                .build();
        proxy.start();
        store = new S3ArtifactStore(settings(BUCKET, "secret"), home.resolve("incoming"));
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        proxy.stop();
        objects.close();
    }

    private BlobStore blobs() {
        return objects.getBlobStore();
    }

    private StoreSettings settings(String bucket, String secret) {
        return settings(bucket, secret, proxy.getPort());
    }

    private static StoreSettings settings(String bucket, String secret, int port) {
        return StoreSettings.from(SettingSource.of(
                Map.of(
                        "modelyard.artifacts.store",
                        "s3",
                        "modelyard.s3.endpoint",
                        "http://127.0.0.1:" + port,
                        "modelyard.s3.bucket",
                        bucket,
                        "modelyard.s3.key",
                        "key",
                        "modelyard.s3.secret",
                        secret),
                Map.of(),
                Map.of()));
    }

    @Override
    ArtifactStore store() {
        return store;
    }

    @Override
    void overwrite(String sha256, byte[] bytes) {
        blobs().putBlob(BUCKET, blobs().blobBuilder(key(sha256)).payload(bytes).build());
    }

    private static String key(String sha256) {
        return "modelyard/" + sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
    }

    @Test
    void objects_lie_under_the_prefix_and_nothing_stays_on_the_way() throws IOException {
        String sha256 = store.put(CONTENT).sha256();
        assertThat(blobs().blobExists(BUCKET, key(sha256))).isTrue();
        try (Stream<Path> left = Files.list(home.resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
    }

    /** Parts of a large file are answered with what S3 says of an upload that it has forgotten; small files are taken and not kept. */
    @Test
    void what_the_bucket_has_lost_on_its_way_can_be_sent_again_and_is_not_missing() throws IOException {
        HttpServer forgetful = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        forgetful.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean begins = exchange.getRequestMethod().equals("POST");
            boolean small = exchange.getRequestMethod().equals("PUT")
                    && !String.valueOf(exchange.getRequestURI().getQuery()).contains("partNumber");
            byte[] answer = (begins
                            ? "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>"
                            : small ? "" : "<Error><Code>NoSuchUpload</Code><Message>gone</Message></Error>")
                    .getBytes(StandardCharsets.US_ASCII);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            boolean bucket = head && exchange.getRequestURI().getPath().equals("/" + BUCKET);
            exchange.sendResponseHeaders(
                    begins || small || bucket ? 200 : 404, head || answer.length == 0 ? -1 : answer.length);
            if (!head && answer.length > 0) {
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        forgetful.start();
        try (S3ArtifactStore lossy = new S3ArtifactStore(
                settings(BUCKET, "secret", forgetful.getAddress().getPort()), home.resolve("incoming"))) {
            for (byte[] content : new byte[][] {CONTENT, new byte[(int) S3Objects.PART + 1]}) {
                assertThatThrownBy(() -> lossy.put(content))
                        .isInstanceOf(Refusal.Unavailable.class)
                        .hasMessageContaining("send it again");
            }
        } finally {
            forgetful.stop(0);
        }
    }

    @Test
    void a_store_that_does_not_take_it_is_no_missing_artifact() throws IOException {
        String sha256 = store.put(CONTENT).sha256();
        for (StoreSettings wrong :
                new StoreSettings[] {settings("no-such-bucket", "secret"), settings(BUCKET, "wrong")}) {
            try (S3ArtifactStore other = new S3ArtifactStore(wrong, home.resolve("incoming"))) {
                assertThatThrownBy(() -> other.get(sha256)).isInstanceOf(StoreAway.class);
                assertThatThrownBy(() -> other.open(sha256)).isInstanceOf(StoreAway.class);
                assertThatThrownBy(() -> other.size(sha256)).isInstanceOf(StoreAway.class);
                assertThatThrownBy(() -> other.put(CONTENT)).isInstanceOf(UncheckedIOException.class);
            }
        }
        try (Stream<Path> left = Files.list(home.resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
    }
}
