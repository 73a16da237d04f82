package org.modelyard.lineage.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.audit.service.AuditView;

class RecordedRulesTest {

    private static final AuditView LINE =
            new AuditView(Instant.EPOCH, "admin", "::1", "model.govern", "model/m", "DONE", null);

    @Test
    void a_record_says_of_which_lists_there_is_more() {
        List<String> cut = new ArrayList<>();
        assertThat(RecordedRules.first(Collections.nCopies(10_000, LINE), "audit", cut))
                .hasSize(10_000);
        assertThat(cut).isEmpty();
        assertThat(RecordedRules.first(Collections.nCopies(10_001, LINE), "audit", cut))
                .hasSize(10_000);
        assertThat(cut).containsExactly("audit");
    }
}
