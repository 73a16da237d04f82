package org.modelyard.platform.entity;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection that tells the database of auto-commit when a statement is to be made in that mode, and not before. A container says after each
 * transaction that it begins, and before the next that it ends: two round trips of each transaction, for nothing where transactions follow one
 * another. A statement that stays open over the end of its transaction might be asked again in the wrong mode: while there is one, the mode is
 * changed at once.
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

    /** So many statements are looked after; where more stay open, nothing is deferred any more. */
    private static final int MOST_OPEN = 100;

    private final Connection real;

    /** Statements that were not closed when this was looked at last. */
    private final List<Statement> open = new ArrayList<>();

    /** Auto-commit is meant, and the database does not know it yet. */
    private boolean deferred;

    /** Since the last commit or rollback something was asked that may belong to a transaction, or might be without a trace here. */
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
                // a rollback to a savepoint ends nothing; an open statement may be asked again without this being asked
                begun = (begun && arguments != null) || !noneOpen();
                return null;
            default:
                catchUp();
                begun = true;
                return lookedAfter(asked(method, arguments));
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

    private @Nullable Object lookedAfter(@Nullable Object answer) throws SQLException {
        if (answer instanceof Statement made && open.size() < MOST_OPEN) {
            noneOpen();
            open.add(made);
        }
        return answer;
    }

    private boolean noneOpen() throws SQLException {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).isClosed()) {
                open.remove(i);
            }
        }
        return open.isEmpty();
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
