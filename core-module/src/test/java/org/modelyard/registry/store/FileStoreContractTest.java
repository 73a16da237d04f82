package org.modelyard.registry.store;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;

class FileStoreContractTest extends ArtifactStoreContract {

    @SuppressWarnings("NullAway.Init")
    private FileArtifactStore store;

    @BeforeEach
    void open() {
        store = new FileArtifactStore(home.resolve("artifacts"));
    }

    @Override
    ArtifactStore store() {
        return store;
    }

    @Override
    void overwrite(String sha256, byte[] bytes) throws IOException {
        Files.write(
                home.resolve("artifacts")
                        .resolve(sha256.substring(0, 2))
                        .resolve(sha256.substring(2, 4))
                        .resolve(sha256),
                bytes);
    }
}
