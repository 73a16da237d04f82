package org.modelyard.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.it.ModelyardServer;

/** A finished backup's archive, as the console gives it. */
public final class BackupDownload {

    private BackupDownload() {}

    /** @param backup as the API tells of it */
    public static void of(ModelyardServer server, JsonNode backup) {
        String id = backup.path("id").asText();
        ConsoleSession console = ConsoleSession.of(server, "admin", ModelyardServer.ADMIN_PASSWORD);
        Reply page = console.get("/console/upkeep?backup=" + id).expect(200);
        Reply archive = console.pressShown(page, "downloadBackup", Map.of()).expect(200);
        assertThat(archive.body()).startsWith("PK");
        assertThat(archive.header("X-Archive-SHA256").orElse(""))
                .isEqualTo(backup.path("sha256").asText());
        assertThat(server.api()
                        .get("/api/v1/audit?actor=admin&subject=backup/" + id)
                        .expect(200)
                        .body())
                .contains("backup.download");
    }
}
