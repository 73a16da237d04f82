package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelyard.platform.model.Sha256;

/** A server whose artifacts lie in a bucket trains, serves and hands out as one with files does. */
class S3IT {

    private static final String BUCKET = "modelyard-it";
    private static final String NAME = "loans";
    private static final String SECRET = "a-word-that-no-log-may-show";

    @ParameterizedTest
    @EnumSource(Database.class)
    void training_predicting_and_downloading_need_no_file_below_home(Database database) throws Exception {
        try (BlobStoreContext objects = ContextBuilder.newBuilder(new TransientApiMetadata())
                .credentials("identity", "credential")
                .build(BlobStoreContext.class)) {
            BlobStore blobs = objects.getBlobStore();
            blobs.createContainerInLocation(null, BUCKET);
            S3Proxy proxy = S3Proxy.builder()
                    .blobStore(blobs)
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "key", SECRET)
                    .build();
            proxy.start();
            Map<String, String> settings = Map.of(
                    "MODELYARD_ARTIFACTS_STORE",
                    "s3",
                    "MODELYARD_S3_ENDPOINT",
                    "http://127.0.0.1:" + proxy.getPort(),
                    "MODELYARD_S3_BUCKET",
                    BUCKET,
                    "MODELYARD_S3_KEY",
                    "key",
                    "MODELYARD_S3_SECRET",
                    SECRET);
            try (ModelyardServer server = ModelyardServer.start(database, settings)) {
                journey(server, blobs);
                assertThat(server.log()).doesNotContain(SECRET);
            } finally {
                proxy.stop();
            }
        }
    }

    private static void journey(ModelyardServer server, BlobStore blobs) throws IOException {
        Journey journey = new Journey(server.api());
        journey.newLoanDataset(NAME);
        journey.importCsv(NAME, Journey.loans(500, 7));
        journey.completed(journey.train(NAME, NAME, ""));
        journey.completed(journey.train(NAME, NAME, ",\"executor\":\"PROCESS\""));
        journey.deploy(NAME, "1.0.0");
        assertThat(journey.predict(NAME, Journey.loanInputs(50, 10))).hasSize(1);
        String sha256 = journey.learned(NAME, "1.0.0");
        assertThat(Sha256.hex(server.api()
                        .bytes("/api/v1/models/" + NAME + "/versions/1.0.0/artifacts/model", Map.of(), 200)))
                .isEqualTo(sha256);
        String key = "modelyard/" + sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
        assertThat(blobs.blobExists(BUCKET, key)).isTrue();
        try (Stream<Path> files = Files.walk(server.home().resolve("artifacts"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
        blobs.putBlob(
                BUCKET, blobs.blobBuilder(key).payload(new byte[] {1, 2, 3}).build());
        assertThat(RunCalls.problem(server.api()
                        .get("/api/v1/models/" + NAME + "/versions/1.0.0/artifacts/model")
                        .expect(409)))
                .contains(sha256, Sha256.hex(new byte[] {1, 2, 3}));
    }
}
