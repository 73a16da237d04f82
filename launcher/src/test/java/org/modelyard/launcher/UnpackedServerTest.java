package org.modelyard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedServerTest {

    @Test
    void a_start_finds_nothing_of_what_an_earlier_one_deployed(@TempDir Path root) throws IOException {
        Path configuration = Files.createDirectory(root.resolve("config")).resolve("domain.xml");
        Files.writeString(configuration, "as unpacked");
        Path archive = Files.writeString(root.resolve("ROOT.war"), "the application");
        UnpackedServer server = new UnpackedServer(root);
        server.forgetDeployments();
        Files.writeString(configuration, "with ROOT deployed");
        Path page = Files.createDirectories(root.resolve("applications/ROOT/WEB-INF"));
        Files.writeString(page.resolve("web.xml"), "");
        Files.createDirectories(root.resolve("generated/ejb/ROOT"));

        server.forgetDeployments();

        assertThat(configuration).hasContent("as unpacked");
        assertThat(root.resolve("applications")).isEmptyDirectory();
        assertThat(root.resolve("generated")).isEmptyDirectory();
        assertThat(archive).hasContent("the application");
    }
}
