package org.modelyard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.platform.model.Sha256;

/** A stored file of which one byte is another; closed, it is what it was. */
final class FlippedByte implements AutoCloseable {

    private final Path file;
    private final byte[] good;
    private final byte[] bad;

    private FlippedByte(Path file) {
        try {
            this.file = file;
            this.good = Files.readAllBytes(file);
            this.bad = good.clone();
            bad[bad.length / 2] ^= 1;
            Files.write(file, bad);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FlippedByte of(ModelyardServer server, String sha256) {
        return new FlippedByte(stored(server).stream()
                .filter(file -> name(file).equals(sha256))
                .findFirst()
                .orElseThrow());
    }

    static FlippedByte of(Path file) {
        return new FlippedByte(file);
    }

    /** All files of the store. */
    static List<Path> stored(ModelyardServer server) {
        try (Stream<Path> files = Files.walk(server.home().resolve("artifacts"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> name(file).length() == 64)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** A refusal with both hashes, and an alert about the subject. */
    void refused(ApiClient api, Reply reply, String subject) {
        assertThat(reply.expect(409).json().path("detail").asText())
                .contains(name(file), Sha256.hex(bad))
                .doesNotContain("Exception");
        alerted(api, subject);
    }

    /** One open CRITICAL alert. */
    static void alerted(ApiClient api, String subject) {
        Await.until("an alert about " + subject, Journey.LONGEST, () -> Optional.of(
                        api.get("/api/v1/alerts?limit=100").expect(200).json().path("items"))
                .filter(alerts -> {
                    int found = 0;
                    for (var alert : alerts) {
                        if (alert.path("kind").asText().equals("ARTIFACT_CORRUPT")
                                && alert.path("subject").asText().equals(subject)
                                && alert.path("severity").asText().equals("CRITICAL")) {
                            found++;
                        }
                    }
                    return found == 1;
                }));
    }

    @Override
    public void close() {
        try {
            Files.write(file, good);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
