package org.modelyard.platform.service;

import java.sql.SQLException;

/** A statement failed; {@link Outage} tells from the cause whether the database was away. */
public final class StatementFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StatementFailed(SQLException cause) {
        super(cause);
    }
}
