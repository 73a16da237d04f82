package org.modelyard.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
        return StoreSettings.from(SettingSource.of(
                Map.of(
                        "modelyard.artifacts.store",
                        "s3",
                        "modelyard.s3.endpoint",
                        "http://127.0.0.1:" + proxy.getPort(),
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

    @Test
    void a_store_that_does_not_take_it_is_no_missing_artifact() throws IOException {
        String sha256 = store.put(CONTENT).sha256();
        for (StoreSettings wrong :
                new StoreSettings[] {settings("no-such-bucket", "secret"), settings(BUCKET, "wrong")}) {
            try (S3ArtifactStore other = new S3ArtifactStore(wrong, home.resolve("incoming"))) {
                assertThatThrownBy(() -> other.get(sha256)).isInstanceOf(UncheckedIOException.class);
                assertThatThrownBy(() -> other.put(CONTENT)).isInstanceOf(UncheckedIOException.class);
            }
        }
        try (Stream<Path> left = Files.list(home.resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
    }
}
