package org.modelyard.serving.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source whose commits fail, before or after they have worked, while {@link #failing}. */
final class FlakyDataSource {
    private final DataSource real;
    private final Call when;
    private boolean failing = true;

    /** When the line dies. */
    enum Call {
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    FlakyDataSource(DataSource real, Call when) {
        this.real = real;
        this.when = when;
    }

    DataSource database() {
        return proxy(DataSource.class, (method, args) -> {
            Object given = method.invoke(real, args);
            return given instanceof Connection connection ? flaky(connection) : given;
        });
    }

    private Connection flaky(Connection connection) {
        return proxy(Connection.class, (method, args) -> {
            boolean fails = failing && method.getName().equals("commit");
            if (fails && when == Call.BEFORE_COMMIT) {
                connection.close();
                throw new SQLException("the line is dead", "08000");
            }
            Object given = method.invoke(connection, args);
            if (fails) {
                connection.close();
                throw new SQLException("the line is dead", "08000");
            }
            return given;
        });
    }

    private interface Invocation {
        Object invoke(Method method, Object[] args) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Invocation call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            try {
                return call.invoke(method, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    /** From now on commits work. */
    void heal() {
        failing = false;
    }
}
