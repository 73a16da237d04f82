package org.modelyard.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.serving.service.Wired;

/** Two nodes with a database in common. */
class TimersTest {

    private final JdbcDataSource database = new JdbcDataSource();
    private final AtomicInteger runs = new AtomicInteger();
    private final List<Scheduled> here = new ArrayList<>();
    private final List<Scheduled> there = new ArrayList<>();

    private record Scheduled(Runnable work, long first, long pause) {}

    @BeforeEach
    void locks() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure(TimersTest.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration/common")
                .target("1")
                .load()
                .migrate();
    }

    @Test
    void what_is_due_is_looked_at_by_one_node_alone() {
        Thread neighbour = new Thread(() -> there.get(0).work().run());
        node(here, true).dueInCluster("backups", Duration.ofHours(6), () -> {
            runs.incrementAndGet();
            neighbour.start();
            join(neighbour);
        });
        node(there, true).dueInCluster("backups", Duration.ofHours(6), runs::incrementAndGet);
        here.get(0).work().run();
        assertThat(runs).as("the neighbour looked while this node was at work").hasValue(1);
        node(there, true).dueInCluster("backups", Duration.ofHours(6), runs::incrementAndGet);
        there.get(1).work().run();
        assertThat(runs).as("its timer fires a little later").hasValue(1);
        node(there, true).dueInCluster("clean-ups", Duration.ofHours(6), runs::incrementAndGet);
        there.get(2).work().run();
        assertThat(runs).as("another name is another lock").hasValue(2);
    }

    @Test
    void what_is_to_be_so_long_apart_is_tried_more_often_and_done_once() throws SQLException {
        node(here, true).apartInCluster("looks", Duration.ofSeconds(50), Duration.ofMinutes(1), runs::incrementAndGet);
        node(there, true).apartInCluster("looks", Duration.ofSeconds(50), Duration.ofMinutes(1), runs::incrementAndGet);
        assertThat(here).extracting(Scheduled::pause).containsExactly(10_000L);
        here.get(0).work().run();
        there.get(0).work().run();
        assertThat(runs).hasValue(1);
        assertThat(lockedFor("looks")).as("another node is left to do it then").isBetween(44L, 50L);
    }

    private long lockedFor(String name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement locks =
                        connection.prepareStatement("select lock_until from shedlock where name = ?")) {
            locks.setString(1, name);
            try (ResultSet lock = locks.executeQuery()) {
                assertThat(lock.next()).isTrue();
                return Duration.between(Instant.now(), lock.getTimestamp(1).toInstant())
                        .toSeconds();
            }
        }
    }

    @Test
    void what_is_never_due_is_never_looked_at() {
        node(here, true).dueInCluster("backups", Duration.ZERO, runs::incrementAndGet);
        assertThat(here).isEmpty();
    }

    @Test
    void what_is_seldom_due_is_looked_at_each_minute_and_what_is_often_due_as_often() {
        Timers timers = node(here, true);
        timers.dueInCluster("backups", Duration.ofDays(1), runs::incrementAndGet);
        timers.dueInCluster("archivings", Duration.ofSeconds(2), runs::incrementAndGet);
        assertThat(here).extracting(Scheduled::pause).containsExactly(60_000L, 2_000L);
        assertThat(here).extracting(Scheduled::first).containsExactly(60_000L, 2_000L);
    }

    @Test
    void nothing_is_done_before_the_tables_are_there() {
        node(here, false).dueInCluster("backups", Duration.ofHours(6), runs::incrementAndGet);
        here.get(0).work().run();
        assertThat(runs).hasValue(0);
    }

    private Timers node(List<Scheduled> scheduled, boolean migrated) {
        SchemaVersion schema = new SchemaVersion();
        if (migrated) {
            schema.reached("1", List.of("1"));
        }
        OncePerCluster cluster = Wired.with(new OncePerCluster(), database, Clock.systemUTC());
        cluster.open();
        return Wired.with(new Timers(), Wired.inline(), scheduler(scheduled), schema, cluster, Clock.systemUTC());
    }

    private static ManagedScheduledExecutorService scheduler(List<Scheduled> scheduled) {
        return (ManagedScheduledExecutorService) Proxy.newProxyInstance(
                TimersTest.class.getClassLoader(),
                new Class<?>[] {ManagedScheduledExecutorService.class},
                (self, method, args) -> {
                    if (!method.getName().equals("scheduleWithFixedDelay")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    scheduled.add(new Scheduled((Runnable) args[0], (Long) args[1], (Long) args[2]));
                    return Wired.unused(ScheduledFuture.class);
                });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
