package org.modelyard.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalAuditTest {

    /** An application that sends rows that do not fit would else fill the audit, which nothing is ever taken from. */
    @Test
    void traffic_that_does_not_fit_is_no_matter_for_the_audit() {
        for (String path : new String[] {
            "/api/v1/models/income/predict",
            "/api/v1/models/income/recommend",
            "/api/v1/experiments/which/predict",
            "/api/v1/experiments/headline/assign",
            "/api/v1/experiments/headline/events",
            "/api/v1/feedback",
            "/api/v1/inferences/01936d3c-1111-7abc-8def-0123456789ab/feedback"
        }) {
            assertThat(RefusalAudit.kept("POST", path, false)).as(path).isFalse();
            assertThat(RefusalAudit.kept("POST", path, true)).as(path).isTrue();
        }
    }

    @Test
    void changes_that_were_refused_are_kept_and_what_was_only_read_is_not() {
        assertThat(RefusalAudit.kept("POST", "/api/v1/deployments", false)).isTrue();
        assertThat(RefusalAudit.kept("DELETE", "/api/v1/models/income", false)).isTrue();
        assertThat(RefusalAudit.kept("DELETE", "/api/v1/models/predict", false))
                .as("of a model that is called so")
                .isTrue();
        assertThat(RefusalAudit.kept("GET", "/api/v1/models/income", false)).isFalse();
        assertThat(RefusalAudit.kept("GET", "/api/v1/models/income", true)).isTrue();
    }
}
