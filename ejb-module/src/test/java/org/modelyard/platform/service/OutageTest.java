package org.modelyard.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.StoreAway;

class OutageTest {

    @Test
    void damaged_bytes_inside_a_wrapper_are_a_refusal_with_both_hashes() {
        Throwable root = Outage.rootOf(new EJBException(new ArtifactMismatch("ab12", "cd34")));
        assertThat(root)
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContainingAll("ab12", "cd34")
                .hasCauseInstanceOf(ArtifactMismatch.class);
    }

    @Test
    void what_was_said_of_damaged_bytes_is_kept() {
        Refusal.Conflict said = new Refusal.Conflict("The model of churn 1.0.0 is damaged.");
        said.initCause(new ArtifactMismatch("ab12", "cd34"));
        assertThat(Outage.rootOf(new EJBException(said))).isSameAs(said);
    }

    /** As where a bucket's endpoint is down: nothing is wrong with the server, and it is worth to come again. */
    @Test
    void a_store_that_does_not_answer_is_away_for_now() {
        StoreAway away = new StoreAway(new IOException("connection refused"));
        assertThat(Outage.rootOf(new EJBException(away))).isInstanceOfSatisfying(Refusal.Unavailable.class, refusal -> {
            assertThat(refusal.retryAfter()).isEqualTo(Outage.RETRY_AFTER);
            assertThat(refusal).hasMessageContaining("artifact store").hasCause(away);
        });
        UncheckedIOException broken = new UncheckedIOException(new IOException("the client went away"));
        assertThat(Outage.rootOf(broken)).isSameAs(broken);
    }

    @Test
    void what_is_no_refusal_stays_what_it_is() {
        IllegalStateException fault = new IllegalStateException(new IllegalArgumentException("odd"));
        assertThat(Outage.rootOf(fault)).isSameAs(fault);
    }
}
