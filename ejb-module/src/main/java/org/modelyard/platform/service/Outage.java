package org.modelyard.platform.service;

import jakarta.persistence.OptimisticLockException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.StoreAway;

/** Tells a database that is away from a fault of ours. */
public final class Outage {

    private static final System.Logger LOG = System.getLogger(Outage.class.getName());

    /** What a client is told to wait. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final int DEEPEST = 20;

    private Outage() {}

    /**
     * The refusal inside the container's wrappers, else the throwable itself. A stored file that is not what it was is refused, with both hashes, wherever it was read; {@link IntactFiles}
     * does it with an alert. Where the artifacts lie and nobody answers, it is for now.
     */
    public static Throwable rootOf(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (cause instanceof Refusal) {
                return cause;
            }
            if (cause instanceof ArtifactMismatch) {
                Refusal.Conflict damaged = new Refusal.Conflict(String.valueOf(cause.getMessage()));
                damaged.initCause(cause);
                return damaged;
            }
            if (cause instanceof StoreAway) {
                LOG.log(Level.WARNING, "the artifact store does not answer: {0}", cause.getMessage());
                Refusal.Unavailable away =
                        new Refusal.Unavailable("The artifact store does not answer: try again.", RETRY_AFTER);
                away.initCause(cause);
                return away;
            }
        }
        return thrown;
    }

    /** Whether somebody else changed the same row, or wrote the same key, in the same moment: nothing was changed here. */
    public static boolean isOverlap(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (cause instanceof OptimisticLockException
                    || cause instanceof SQLIntegrityConstraintViolationException
                    || cause instanceof SQLTransactionRollbackException) {
                return true;
            }
        }
        return false;
    }

    /** Whether a connection was lost or not to be had: SQLSTATE class 08, or the pool's own complaint. */
    public static boolean isDatabase(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || (cause instanceof SQLException sql && isConnection(sql))
                    || cause.getClass().getSimpleName().equals("PoolingException")
                    || cause.getClass().getSimpleName().equals("ResourceAllocationException")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConnection(SQLException sql) {
        String state = sql.getSQLState();
        return (state != null && (state.startsWith("08") || state.equals("90121") || state.equals("90098")))
                || String.valueOf(sql.getMessage()).startsWith("Error in allocating a connection");
    }
}
