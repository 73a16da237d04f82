package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.TrafficSplit;

/**
 * Lets in as many requests at the same time as a deployment says that it answers on a node; who comes beyond is sent away at once. Without such a
 * deployment nothing is looked up.
 */
@ApplicationScoped
public class DeploymentRooms {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Of deployments that say how many, by their internal ids. */
    private volatile Map<Long, Room> rooms = Map.of();

    private final LongAdder refused = new LongAdder();

    /** Who is inside stays counted while the routes change. */
    private record Room(int size, Semaphore free) {}

    /** What was entered, to be left whatever happens. */
    static final class Stay implements AutoCloseable {
        private static final Stay NOWHERE = new Stay(List.of());
        private final List<Semaphore> entered;

        private Stay(List<Semaphore> entered) {
            this.entered = entered;
        }

        @Override
        public void close() {
            entered.forEach(Semaphore::release);
        }
    }

    /** These take requests from now on. */
    void keep(List<DeploymentSteps.Step> steps) {
        Map<Long, Room> before = rooms;
        Map<Long, Room> next = new HashMap<>();
        for (DeploymentSteps.Step step : steps) {
            Integer size = step.care().concurrency();
            if (size != null) {
                Room room = before.get(step.id());
                next.put(step.id(), room == null ? new Room(size, new Semaphore(size)) : room);
            }
        }
        rooms = Map.copyOf(next);
    }

    /**
     * A request's way into each deployment that answers a row of it, or in whose place an experiment does, once, however many rows that are.
     *
     * @param full is told which deployment has no room, before it is refused
     * @throws Refusal.Unavailable when one of them has no room
     */
    Stay enter(AskedAhead asked, LongConsumer full) {
        Map<Long, Room> now = rooms;
        if (now.isEmpty()) {
            return Stay.NOWHERE;
        }
        List<Semaphore> entered = new ArrayList<>(2);
        for (int i = 0; i < asked.size(); i++) {
            Route route = asked.at(i).route();
            long bound = route.bound(asked.at(i).variant());
            Room room = now.get(bound);
            if (room != null && !entered.contains(room.free())) {
                enter(route, room, entered, () -> full.accept(bound));
            }
        }
        return new Stay(entered);
    }

    /** For a single variant. */
    Stay enter(Route route, TrafficSplit.Variant variant) {
        Room room = rooms.isEmpty() ? null : rooms.get(route.bound(variant));
        if (room == null) {
            return Stay.NOWHERE;
        }
        List<Semaphore> entered = new ArrayList<>(1);
        enter(route, room, entered, () -> {});
        return new Stay(entered);
    }

    private void enter(Route route, Room room, List<Semaphore> entered, Runnable full) {
        if (!room.free().tryAcquire()) {
            entered.forEach(Semaphore::release);
            refused.increment();
            full.run();
            throw new Refusal.Unavailable(
                    "The deployment of " + route.model() + " answers " + room.size()
                            + " requests at the same time on this node, and has them; this one was not looked at.",
                    RETRY_AFTER);
        }
        entered.add(room.free());
    }

    /** Null when there is no room: what looks on is not worth waiting for. */
    @Nullable
    Stay look(long deploymentId) {
        Room room = rooms.get(deploymentId);
        if (room == null) {
            return Stay.NOWHERE;
        }
        return room.free().tryAcquire() ? new Stay(List.of(room.free())) : null;
    }

    /** Requests that were sent away since the start. */
    public long refused() {
        return refused.sum();
    }
}
