package org.modelyard.backup.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Refusal;

class ServerKeeperTest {

    private final ServerKeeper keeper = new ServerKeeper() {
        @Override
        public long organisation() {
            return 1;
        }
    };

    @Test
    void only_an_administrator_of_the_first_organisation_keeps_the_server() {
        assertThat(keeper.keeps(caller(1, Role.ADMIN))).isTrue();
        assertThat(keeper.keeps(caller(2, Role.ADMIN))).isFalse();
        assertThat(keeper.keeps(caller(1, Role.OPERATOR))).isFalse();
        keeper.require(caller(1, Role.ADMIN));
        assertThatThrownBy(() -> keeper.require(caller(2, Role.ADMIN)))
                .isInstanceOf(Refusal.Forbidden.class)
                .hasMessageContaining("first one");
        assertThatThrownBy(() -> keeper.require(caller(1, Role.OPERATOR))).isInstanceOf(Refusal.Forbidden.class);
    }

    private static Caller caller(long organisation, Role role) {
        return new Caller(organisation, "anna", role, "::1");
    }
}
