package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.service.ReadingTurns;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.model.TraceParent;

/**
 * Finds what a model was asked under one trace. The log has no index of traces, since each of them would be written with every answer and
 * hardly one is ever looked for: a search goes through all that one model was asked in a bounded time.
 */
@ApplicationScoped
public class InferenceTraces {

    /** That a search goes through at most. */
    public static final Duration LONGEST = Duration.ofHours(24);

    /** That it goes through where nothing is said. */
    public static final Duration USUAL = Duration.ofHours(1);

    private static final int MOST = 500;
    private static final int USUAL_LIMIT = 100;

    /** One search reads as much as the disk gives, and predictions have their log drained to the same database. */
    private static final int AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReadingTurns turns = new ReadingTurns(
            AT_ONCE,
            PATIENCE,
            AT_ONCE + " traces are being looked for on this node, as many as may: try again in a moment.");

    @Inject
    private InferenceReading reading;

    @Inject
    private Registry registry;

    @Inject
    private Clock clock;

    /**
     * What was found of a trace.
     *
     * @param traceId 32 hexadecimal digits
     * @param since from here on it was looked for
     * @param until up to here, without it
     * @param items newest first
     * @param more whether there is more in that time than the newest that are told
     */
    public record Found(
            String traceId, String model, Instant since, Instant until, List<InferenceBrief> items, boolean more) {}

    /**
     * @param trace its id, or a whole {@code traceparent}
     * @param since null for an hour before the end
     * @param until null for now
     * @param limit 1 to 500; null for 100
     * @throws Refusal.Invalid when it is no trace, or the time is empty or longer than a day
     * @throws Refusal.NotFound when there is no such model
     * @throws Refusal.Unavailable when two others are at it, and go on for more than five seconds
     */
    public Found find(
            Caller caller,
            String model,
            String trace,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable Integer limit) {
        caller.require(Role.VIEWER);
        String id = TraceParent.meant(trace);
        if (id == null) {
            throw new Refusal.Invalid(
                    "traceId",
                    "'" + Texts.brief(trace) + "' is no trace: give 32 hexadecimal digits, not all of them 0.");
        }
        int most = limit == null ? USUAL_LIMIT : limit;
        if (most < 1 || most > MOST) {
            throw new Refusal.Invalid("limit", "limit is 1 to " + MOST + ".");
        }
        Instant end = until == null ? clock.instant() : until;
        Instant begin = since == null ? end.minus(USUAL) : since;
        if (!begin.isBefore(end)) {
            throw new Refusal.Invalid("since", "The time begins before it ends.");
        }
        if (Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw new Refusal.Invalid(
                    "since",
                    "All that the model was asked in the time is looked through: it is at most " + LONGEST.toHours()
                            + " hours. Narrow it by since and until.");
        }
        long modelId = registry.modelId(caller, model);
        List<InferenceBrief> found = turns.inTurn(() -> reading.ofTrace(caller, modelId, id, begin, end, most + 1));
        boolean more = found.size() > most;
        return new Found(id, model, begin, end, more ? found.subList(0, most) : found, more);
    }
}
