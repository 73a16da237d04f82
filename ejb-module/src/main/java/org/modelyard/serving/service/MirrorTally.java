package org.modelyard.serving.service;

import java.util.concurrent.atomic.LongAdder;

/** What one shadow was asked since it was last read; many may count at the same time. A row is counted in all of its counts before it is read, or in none. */
record MirrorTally(
        LongAdder compared,
        LongAdder differing,
        LongAdder dropped,
        LongAdder asked,
        LongAdder failed,
        LongAdder championFailed) {

    MirrorTally() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }

    /**
     * It was asked a row.
     *
     * @param champion whether the champion had answered it
     * @param shadow whether it answered itself
     * @param same whether both did, and alike
     */
    synchronized void asked(boolean champion, boolean shadow, boolean same) {
        asked.increment();
        if (!shadow) {
            failed.increment();
        }
        if (!champion) {
            championFailed.increment();
        }
        if (champion && shadow) {
            compared.increment();
            if (!same) {
                differing.increment();
            }
        }
    }

    synchronized void add(ShadowMirror.Counts counts) {
        compared.add(counts.compared());
        differing.add(counts.differing());
        dropped.add(counts.dropped());
        asked.add(counts.asked());
        failed.add(counts.failed());
        championFailed.add(counts.championFailed());
    }

    /** What was counted, and begins anew. */
    synchronized ShadowMirror.Counts take() {
        return new ShadowMirror.Counts(
                compared.sumThenReset(),
                differing.sumThenReset(),
                dropped.sumThenReset(),
                asked.sumThenReset(),
                failed.sumThenReset(),
                championFailed.sumThenReset());
    }
}
