package org.modelyard.serving.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Does the container's injection for a test: by type, and every injection point must be filled. */
public final class Wired {

    private Wired() {}

    /** @param parts one for each {@code @Inject} and {@code @Resource} field of the bean */
    public static <T> T with(T bean, Object... parts) {
        Class<?> type = bean.getClass();
        for (Field field : type.getDeclaredFields()) {
            if (field.isAnnotationPresent(Inject.class) || field.isAnnotationPresent(Resource.class)) {
                Object part = Arrays.stream(parts)
                        .filter(field.getType()::isInstance)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("nothing for " + field));
                try {
                    field.setAccessible(true);
                    field.set(bean, part);
                } catch (IllegalAccessException e) {
                    throw new IllegalArgumentException(e);
                }
            }
        }
        return bean;
    }

    /** An event of which {@code fire} alone is used. */
    @SuppressWarnings("unchecked")
    public static <E> Event<E> event(List<E> fired) {
        Consumer<E> add = fired::add;
        return (Event<E>) proxy(Event.class, (self, method, args) -> {
            if (!method.getName().equals("fire")) {
                throw new UnsupportedOperationException(method.getName());
            }
            add.accept((E) args[0]);
            return null;
        });
    }

    /** Does at once what it is given. */
    public static ManagedExecutorService inline() {
        return proxy(ManagedExecutorService.class, (self, method, args) -> {
            if (!method.getName().equals("submit")) {
                throw new UnsupportedOperationException(method.getName());
            }
            ((Runnable) args[0]).run();
            return null;
        });
    }

    /** Keeps what it is given until somebody does it. */
    public static ManagedExecutorService later(List<Runnable> kept) {
        return proxy(ManagedExecutorService.class, (self, method, args) -> {
            kept.add((Runnable) args[0]);
            return null;
        });
    }

    /** Takes what it is given and never does it. */
    public static ManagedExecutorService idle() {
        return proxy(ManagedExecutorService.class, (self, method, args) -> null);
    }

    /** What must not be used. */
    public static <T> T unused(Class<T> type) {
        return proxy(type, (self, method, args) -> {
            throw new UnsupportedOperationException(type.getSimpleName() + "." + method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Wired.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
