package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.modelyard.batch.model.Lease;
import org.modelyard.batch.service.JobLeases;
import org.modelyard.platform.service.Node;
import org.modelyard.platform.settings.TrainingSettings;

/** Of two nodes over one table of leases. */
class ServingNodesTest {

    private static final TrainingSettings SETTINGS = new TrainingSettings(
            1,
            1,
            1,
            1,
            1,
            Duration.ofHours(6),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            new TrainingSettings.OrganisationShare(1, 1, Duration.ofHours(1)));

    /** Who holds what, by its name. */
    private final Map<String, String> table = new ConcurrentSkipListMap<>();

    /** What happens on another thread while a lease is renewed. */
    private Runnable meanwhile = () -> {};

    private final ServingNodes one = node("one");
    private final ServingNodes other = node("other");

    private ServingNodes node(String name) {
        return Wired.with(new ServingNodes(), new Leases(name), new Named(), SETTINGS);
    }

    @Test
    void a_node_alone_that_cannot_load_has_lost() {
        one.here();
        assertThat(one.lostEverywhere(10)).isTrue();
    }

    @Test
    void what_another_node_has_is_not_lost_until_it_says_so_or_dies() {
        one.here();
        other.here();
        assertThat(one.lostEverywhere(10)).isFalse();
        assertThat(other.lostEverywhere(11)).as("of another deployment").isFalse();
        assertThat(other.lostEverywhere(10)).isTrue();
        assertThat(one.lostEverywhere(10)).isTrue();
        other.lacksNoMore(10);
        assertThat(one.lostEverywhere(10)).isFalse();
        table.values().removeIf("other"::equals);
        assertThat(one.lostEverywhere(10)).isTrue();
    }

    @Test
    void what_ran_out_while_the_database_was_away_is_taken_again() {
        one.here();
        one.lostEverywhere(10);
        Map<String, String> before = Map.copyOf(table);
        table.clear();
        one.here();
        assertThat(table).isEqualTo(before);
    }

    /** One lacks it and died; one has it and lives. */
    @Test
    void what_a_node_lacked_that_lives_no_more_says_nothing_of_those_that_live() {
        one.here();
        other.here();
        table.put("serving-lacks/10/" + UUID.randomUUID(), "dead");
        assertThat(one.lostEverywhere(10)).isFalse();
    }

    @Test
    void what_is_found_while_leases_are_renewed_is_not_said_to_be_lacked_again() {
        one.here();
        one.lostEverywhere(10);
        one.lostEverywhere(11);
        assertThat(table).hasSize(3);
        List<CompletableFuture<Void>> found = new ArrayList<>();
        meanwhile = () -> {
            meanwhile = () -> {};
            found.add(CompletableFuture.runAsync(() -> one.lacksNoMore(10)));
            found.add(CompletableFuture.runAsync(() -> one.lacksNoMore(11)));
        };
        one.here();
        found.forEach(CompletableFuture::join);
        one.here();
        assertThat(found).hasSize(2);
        assertThat(table).hasSize(1);
    }

    @Test
    void a_version_is_another_matter_than_a_deployment_of_its_number() {
        one.here();
        other.here();
        other.lostEverywhere(10);
        assertThat(one.versionLostEverywhere(10)).isFalse();
        assertThat(other.versionLostEverywhere(10)).isTrue();
        one.versionLacksNoMore(10);
        assertThat(other.versionLostEverywhere(10)).isFalse();
    }

    private static final class Named extends Node {
        private final UUID id = UUID.randomUUID();

        @Override
        public UUID id() {
            return id;
        }
    }

    private final class Leases extends JobLeases {
        private final String owner;

        Leases(String owner) {
            this.owner = owner;
        }

        @Override
        public Optional<Lease> acquire(String name) {
            return table.putIfAbsent(name, owner) == null ? Optional.of(new Lease(name, owner, 1)) : Optional.empty();
        }

        @Override
        public boolean renew(Lease lease) {
            meanwhile.run();
            return owner.equals(table.get(lease.name()));
        }

        @Override
        public void release(Lease lease) {
            table.remove(lease.name(), owner);
        }

        @Override
        public Set<String> ownersElsewhere(String prefix) {
            return table.entrySet().stream()
                    .filter(held ->
                            held.getKey().startsWith(prefix) && !held.getValue().equals(owner))
                    .map(Map.Entry::getValue)
                    .collect(Collectors.toSet());
        }
    }
}
