package org.modelyard.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.modelyard.it.ModelyardServer;
import org.modelyard.it.OnH2;

/** The container would have a file on the disk before the page that it is sent to looks at it. */
@OnH2
class ConsoleUploadsIT {

    private static final String ROWS = "/console/rows.xhtml?model=whichever";
    private static final byte[] FILE = new byte[(9 << 20) + 1]; // modelyard.predict.body and room for the form

    private final ConsoleSession console;

    ConsoleUploadsIT(ModelyardServer server) {
        this.console = ConsoleSession.of(server, "admin", ModelyardServer.ADMIN_PASSWORD);
    }

    @Test
    void a_file_that_is_too_large_for_its_page_is_refused_by_the_length_of_the_form() {
        refused(ROWS, 413, BodyPublishers.ofByteArray(FILE), "at most 9437184 bytes; this has 9437185.");
    }

    @Test
    void a_page_without_a_place_for_a_file_takes_its_fields_alone() {
        refused("/console/audit.xhtml", 413, BodyPublishers.ofByteArray(FILE), "at most 1048576 bytes");
    }

    @Test
    void a_form_that_does_not_tell_its_length_is_refused() {
        byte[] small = new byte[1_000];
        refused(ROWS, 411, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(small)), "Content-Length");
    }

    private void refused(String address, int status, BodyPublisher form, String words) {
        assertThat(console.sendForm(address, form).expect(status).body()).contains(words, "Nothing was changed");
    }
}
