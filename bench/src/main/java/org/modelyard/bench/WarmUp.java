package org.modelyard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.LongFunction;

/**
 * Requests before a measurement. A server of this kind is compiled while it runs, which takes minutes on two cores and more processor time than
 * the requests do: what is measured meanwhile is the compilers. So it is asked until it gets no faster and the compilers rest.
 */
final class WarmUp {

    private static final Duration WINDOW = Duration.ofSeconds(15);
    private static final int LEAST = 4;
    private static final int MOST = 40;

    /** A window that is not faster by this is no progress. */
    private static final double PROGRESS = 1.03;

    /** Compilers that take less of one core rest. */
    private static final double REST = 0.1;

    private WarmUp() {}

    /** Until two windows in turn bring no progress while the compilers rest: one minute at least, ten at most. */
    static void run(ServerUnderTest server, LongFunction<byte[]> requests, int connections) {
        try {
            double best = 0;
            double compiled = server.compilerSeconds();
            int windows = 0;
            for (int idle = 0; windows < LEAST || idle < 2 && windows < MOST; windows++) {
                double now = Load.closed(server.port(), requests, connections, WINDOW)
                        .perSecond();
                double compiledBefore = compiled;
                compiled = server.compilerSeconds();
                boolean resting = compiled - compiledBefore < REST * WINDOW.toSeconds();
                idle = resting && now <= best * PROGRESS ? idle + 1 : 0;
                best = Math.max(best, now);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
