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
    void a_policy_is_told_as_it_was_at_a_time() {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        RecordedRules.History history = new RecordedRules.History(
                List.of(govern(noon, "{\"approvals\":1}"), govern(noon.plusSeconds(60), "no policy: it is removed")));
        assertThat(history.policyAt(noon.minusSeconds(1)).isNull()).isTrue();
        assertThat(history.policyAt(noon).path("approvals").asInt()).isEqualTo(1);
        assertThat(history.policyAt(noon.plusSeconds(60)).isNull()).isTrue();
    }

    private static AuditView govern(Instant at, String document) {
        return new AuditView(at, "admin", "::1", "environment.govern", "environment/qa", "DONE", document);
    }

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
