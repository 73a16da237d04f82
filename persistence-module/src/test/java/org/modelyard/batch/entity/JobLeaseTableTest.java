package org.modelyard.batch.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.batch.model.Lease;
import org.modelyard.batch.model.Owner;

class JobLeaseTableTest {

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Owner HERE = new Owner(UUID.randomUUID(), UUID.randomUUID());
    private static final Owner NEIGHBOUR = new Owner(UUID.randomUUID(), UUID.randomUUID());

    private final JdbcDataSource database = new JdbcDataSource();
    private final JobLeaseTable leases = new JobLeaseTable(database);

    @BeforeEach
    void tables() throws SQLException, IOException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        run(migration());
    }

    @Test
    void one_owner_at_a_time() throws SQLException {
        assertThat(leases.acquire("job", HERE, TIME)).contains(new Lease("job", HERE.text(), 1));
        assertThat(leases.acquire("job", NEIGHBOUR, TIME)).isEmpty();
        assertThat(leases.acquire("job", HERE, TIME)).isEmpty();
        assertThat(leases.isHeld("job", NEIGHBOUR)).isTrue();
    }

    @Test
    void a_released_lease_is_free_at_once_and_its_fence_goes_on() throws SQLException {
        Lease first = leases.acquire("job", HERE, TIME).orElseThrow();
        leases.release(first);
        assertThat(leases.isHeld("job", NEIGHBOUR)).isFalse();
        assertThat(leases.acquire("job", NEIGHBOUR, TIME)).contains(new Lease("job", NEIGHBOUR.text(), 2));
    }

    @Test
    void an_expired_owner_is_taken_over_and_then_may_neither_renew_nor_release() throws SQLException {
        Lease old = leases.acquire("job", HERE, TIME).orElseThrow();
        passTime(Duration.ofSeconds(31));
        Lease taken = leases.acquire("job", NEIGHBOUR, TIME).orElseThrow();
        assertThat(taken.fence()).isEqualTo(2);
        assertThat(leases.renew(old, TIME)).isFalse();
        leases.release(old);
        assertThat(leases.isHeld("job", HERE)).isTrue();
        assertThat(leases.renew(taken, TIME)).isTrue();
    }

    @Test
    void renewing_keeps_the_neighbour_away() throws SQLException {
        Lease mine = leases.acquire("job", HERE, TIME).orElseThrow();
        passTime(Duration.ofSeconds(29));
        assertThat(leases.renew(mine, TIME)).isTrue();
        passTime(Duration.ofSeconds(29));
        assertThat(leases.acquire("job", NEIGHBOUR, TIME)).isEmpty();
    }

    @Test
    void an_earlier_boot_of_the_same_node_is_expired_at_once_a_neighbour_only_by_time() throws SQLException {
        Owner afterRestart = new Owner(HERE.node(), UUID.randomUUID());
        Lease before = leases.acquire("mine", HERE, TIME).orElseThrow();
        assertThat(leases.acquire("theirs", NEIGHBOUR, TIME)).isPresent();

        assertThat(leases.isHeld("mine", afterRestart)).isFalse();
        assertThat(leases.acquire("mine", afterRestart, TIME)).contains(new Lease("mine", afterRestart.text(), 2));
        assertThat(leases.renew(before, TIME)).isFalse();
        assertThat(leases.acquire("theirs", afterRestart, TIME)).isEmpty();
        passTime(Duration.ofSeconds(31));
        assertThat(leases.acquire("theirs", afterRestart, TIME)).isPresent();
    }

    @Test
    void only_released_leases_of_the_kind_are_forgotten_and_only_when_old() throws SQLException {
        leases.release(leases.acquire("old/1", HERE, TIME).orElseThrow());
        leases.release(leases.acquire("other/1", HERE, TIME).orElseThrow());
        assertThat(leases.acquire("old/held", HERE, TIME)).isPresent();
        passTime(Duration.ofDays(1));
        leases.release(leases.acquire("old/new", HERE, TIME).orElseThrow());

        assertThat(leases.forget("old/", Duration.ofHours(1), 100)).isEqualTo(1);
        assertThat(leases.isKnown("old/1")).isFalse();
        assertThat(leases.isKnown("other/1")).isTrue();
        assertThat(leases.isKnown("old/held")).isTrue();
        assertThat(leases.isKnown("old/new")).isTrue();
    }

    @Test
    void who_else_holds_leases_of_a_kind_is_told_while_they_live() throws SQLException {
        Owner third = new Owner(UUID.randomUUID(), UUID.randomUUID());
        assertThat(leases.acquire("kind/here", HERE, TIME)).isPresent();
        assertThat(leases.acquire("kind/there", NEIGHBOUR, TIME)).isPresent();
        Lease given = leases.acquire("kind/third", third, TIME).orElseThrow();
        assertThat(leases.acquire("another/there", NEIGHBOUR, TIME)).isPresent();
        assertThat(leases.ownersElsewhere("kind/", HERE)).containsExactlyInAnyOrder(NEIGHBOUR.text(), third.text());
        assertThat(leases.ownersElsewhere("kind/", new Owner(HERE.node(), UUID.randomUUID())))
                .as("an earlier life of the same node is not another one")
                .hasSize(2);
        leases.release(given);
        assertThat(leases.ownersElsewhere("kind/", HERE)).containsExactly(NEIGHBOUR.text());
        passTime(Duration.ofSeconds(31));
        assertThat(leases.ownersElsewhere("kind/", HERE)).isEmpty();
    }

    @Test
    void of_many_nodes_that_race_exactly_one_wins_each_round() throws Exception {
        int nodes = 6;
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            for (int round = 1; round <= 40; round++) {
                List<Lease> winners = race(threads, nodes);
                assertThat(winners).hasSize(1);
                assertThat(winners.get(0).fence()).isEqualTo(round);
                if (round % 2 == 0) {
                    leases.release(winners.get(0));
                } else {
                    passTime(Duration.ofSeconds(31));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Lease> race(ExecutorService threads, int nodes) throws Exception {
        CyclicBarrier start = new CyclicBarrier(nodes);
        List<Callable<Optional<Lease>>> racers = new ArrayList<>();
        for (int n = 0; n < nodes; n++) {
            Owner owner = new Owner(UUID.randomUUID(), UUID.randomUUID());
            racers.add(() -> {
                start.await();
                return leases.acquire("contended", owner, TIME);
            });
        }
        List<Lease> winners = new ArrayList<>();
        for (Future<Optional<Lease>> racer : threads.invokeAll(racers)) {
            racer.get().ifPresent(winners::add);
        }
        return winners;
    }

    /** Moves the expiries instead of waiting. */
    private void passTime(Duration time) throws SQLException {
        run("update job_lease set expires_at = timestampadd(second, -" + time.toSeconds() + ", expires_at)");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String migration() throws IOException {
        try (InputStream in =
                JobLeaseTable.class.getResourceAsStream("/db/migration/common/V1__platform_access_audit.sql")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
