package org.modelyard.bench;

import java.time.Duration;
import java.util.function.LongFunction;

/**
 * Requests before a measurement. A server of this kind is compiled while it runs, which takes minutes on two cores and more processor time than
 * the requests do: what is measured meanwhile is the compilers. So it is asked until it gets no faster.
 */
final class WarmUp {

    private static final Duration WINDOW = Duration.ofSeconds(15);
    private static final int LEAST = 4;
    private static final int MOST = 20;

    /** A window that is not faster by this is no progress; two in turn end it. */
    private static final double PROGRESS = 1.03;

    private WarmUp() {}

    /** @return seconds that it took: one minute at least, five at most */
    static double run(int port, LongFunction<byte[]> requests, int connections) {
        double best = 0;
        int windows = 0;
        for (int idle = 0; windows < LEAST || idle < 2 && windows < MOST; windows++) {
            double now = Load.closed(port, requests, connections, WINDOW).perSecond();
            idle = now > best * PROGRESS ? 0 : idle + 1;
            best = Math.max(best, now);
        }
        return windows * (double) WINDOW.toSeconds();
    }
}
