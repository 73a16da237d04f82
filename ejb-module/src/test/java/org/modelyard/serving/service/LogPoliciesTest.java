package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.service.EpochChanged;
import org.modelyard.serving.model.LogPolicy;

class LogPoliciesTest {

    private static final LogPolicy NONE = new LogPolicy(LogPolicy.Inputs.NONE, true);
    private static final LogPolicy HASHED = new LogPolicy(LogPolicy.Inputs.HASHED, true);

    private final PredictorFloor.Said said = new PredictorFloor.Said();
    private final LogPolicies policies = Wired.with(new LogPolicies(), said, new PredictorFloor.Key());

    @Test
    void one_that_is_set_while_no_change_is_seen_holds_from_the_next_turn() {
        policies.refresh();
        said.policies = Map.of(3L, NONE); // between the start and the first look at the epochs
        assertThat(policies.of(3)).isEqualTo(LogPolicy.USUAL);
        policies.refresh();
        assertThat(policies.of(3)).isEqualTo(NONE);
    }

    @Test
    void a_change_that_is_seen_holds_at_once_and_others_are_none_of_theirs() {
        policies.refresh();
        said.policies = Map.of(3L, HASHED);
        policies.changed(new EpochChanged("else"));
        assertThat(policies.of(3)).isEqualTo(LogPolicy.USUAL);
        policies.changed(new EpochChanged(Epochs.ROUTING));
        assertThat(policies.of(3)).isEqualTo(HASHED);
    }

    @Test
    void the_key_is_asked_for_when_a_hash_is_wanted_and_once() {
        PredictorFloor.Key key = new PredictorFloor.Key();
        LogPolicies asked = Wired.with(new LogPolicies(), said, key);
        asked.refresh();
        assertThat(key.asked).isZero();
        said.policies = Map.of(3L, HASHED);
        asked.refresh();
        asked.refresh();
        assertThat(key.asked).isEqualTo(1);
    }

    @Test
    void what_is_known_holds_while_they_cannot_be_read() {
        assertThat(policies.of(3)).as("nothing is known yet").isEqualTo(LogPolicy.CLOSED);
        said.policies = Map.of(3L, NONE);
        policies.refresh();
        said.fault = new IllegalStateException("the database is away");
        policies.refresh();
        assertThat(policies.of(3)).isEqualTo(NONE);
        said.fault = null;
        said.policies = Map.of();
        policies.refresh();
        assertThat(policies.of(3)).isEqualTo(LogPolicy.USUAL);
    }
}
