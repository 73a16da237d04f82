package org.modelyard.ml.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends one call of ONNX Runtime when its time is over: at the operator that is at work then, which cannot be broken off. */
final class OnnxWatch implements AutoCloseable {

    private static final long IDLE_SECONDS = 10;
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final OrtSession.RunOptions options;
    private final Future<?> alarm;
    private boolean over;
    private boolean late;

    OnnxWatch(long millis) throws OrtException {
        this.options = new OrtSession.RunOptions();
        this.alarm = TIMER.schedule(this::ring, millis, TimeUnit.MILLISECONDS);
    }

    /** One thread, which ends when no call has been watched for a while. */
    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "onnx-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    OrtSession.RunOptions options() {
        return options;
    }

    private synchronized void ring() {
        if (!over) {
            late = true;
            try {
                options.setTerminate(true);
            } catch (OrtException e) {
                throw new OnnxFailure("A call of ONNX Runtime cannot be ended: " + e.getMessage(), e);
            }
        }
    }

    synchronized boolean late() {
        return late;
    }

    @Override
    public synchronized void close() {
        over = true;
        alarm.cancel(false);
        options.close();
    }
}
