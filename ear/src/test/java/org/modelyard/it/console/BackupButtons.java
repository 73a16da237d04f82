package org.modelyard.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.modelyard.it.ApiClient;
import org.modelyard.it.ApiClient.Reply;
import org.modelyard.it.Await;
import org.modelyard.it.Journey;
import org.modelyard.it.ModelyardServer;

/** What the console's buttons do with backups, where no test has damaged files yet. */
public record BackupButtons(ModelyardServer server, ConsoleSession console) {

    private static final String UPKEEP = "/console/upkeep";

    /** Of the first administrator. */
    public static BackupButtons of(ModelyardServer server) {
        return new BackupButtons(server, ConsoleSession.of(server, "admin", ModelyardServer.ADMIN_PASSWORD));
    }

    /** @param backup a finished one, as the API tells of it */
    public void download(JsonNode backup) {
        String id = backup.path("id").asText();
        Reply page = console.get(UPKEEP + "?backup=" + id).expect(200);
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

    public void makeVerifyAndDelete() {
        ApiClient api = server.api();
        String place = console.pressShown(console.get(UPKEEP).expect(200), "makeBackup", Map.of())
                .expect(302)
                .header("Location")
                .orElseThrow();
        String id = place.substring(place.indexOf("?backup=") + "?backup=".length());
        String backup = "/api/v1/backups/" + id;
        JsonNode complete =
                Await.state(api, backup, Journey.LONGEST, "COMPLETED").json();

        Reply shown = console.get(UPKEEP + "?backup=" + id).expect(200);
        assertThat(shown.body()).contains(complete.required("sha256").textValue());
        console.pressShown(shown, "verifyBackup", Map.of()).expect(302);
        JsonNode again = Await.until("the verification", Journey.LONGEST, () -> Optional.of(
                        api.get(backup).expect(200).json())
                .filter(now -> !now.path("verifiedAt").equals(complete.path("verifiedAt"))));
        assertThat(again.path("damage").isNull()).as(again.toString()).isTrue();

        console.pressShown(console.get(UPKEEP + "?backup=" + id).expect(200), "deleteBackup", Map.of())
                .expect(302);
        api.get(backup).expect(404);
    }
}
