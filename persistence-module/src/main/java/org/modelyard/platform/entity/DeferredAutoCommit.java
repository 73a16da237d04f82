package org.modelyard.platform.entity;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection that tells the database of auto-commit when a statement is to be made in that mode, and not before. A container says after each
 * transaction that it begins, and before the next that it ends: two round trips of each transaction, for nothing where transactions follow one
 * another.
 */
final class DeferredAutoCommit implements InvocationHandler {

    /** Methods that have no part in a transaction. */
    private static final Set<String> APART = Set.of(
            "close",
            "abort",
            "isClosed",
            "isValid",
            "clearWarnings",
            "unwrap",
            "isWrapperFor",
            "getNetworkTimeout",
            "setNetworkTimeout",
            "toString");

    private final Connection real;

    /** Auto-commit is meant, and the database does not know it yet. */
    private boolean deferred;

    /** Since the last commit or rollback something was asked that may belong to a transaction. */
    private boolean begun;

    private DeferredAutoCommit(Connection real) {
        this.real = real;
    }

    /** @param real whose own way of asking for the mode costs nothing */
    static Connection of(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, new DeferredAutoCommit(real));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        if (APART.contains(name)) {
            return asked(method, arguments);
        }
        switch (name) {
            case "equals":
                return self == requireNonNull(arguments)[0];
            case "hashCode":
                return System.identityHashCode(self);
            case "getAutoCommit":
                return deferred || real.getAutoCommit();
            case "setAutoCommit":
                setAutoCommit(Boolean.TRUE.equals(requireNonNull(arguments)[0]));
                return null;
            case "commit", "rollback":
                asked(method, arguments);
                begun = begun && arguments != null; // a rollback to a savepoint ends nothing
                return null;
            default:
                catchUp();
                begun = true;
                return asked(method, arguments);
        }
    }

    private void setAutoCommit(boolean wanted) throws SQLException {
        if (wanted == (deferred || real.getAutoCommit())) {
            return;
        }
        if (wanted && !begun) {
            deferred = true;
            return;
        }
        if (!deferred) {
            real.setAutoCommit(wanted); // commits what was begun
        }
        deferred = false;
        begun = false;
    }

    private void catchUp() throws SQLException {
        if (deferred) {
            real.setAutoCommit(true);
            deferred = false;
        }
    }

    private @Nullable Object asked(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
