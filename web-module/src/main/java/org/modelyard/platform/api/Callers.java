package org.modelyard.platform.api;

import jakarta.annotation.Priority;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.access.service.CallerAttributes;
import org.modelyard.platform.model.Refusal;

/**
 * The resource's own word on roles: every method names its role by {@link RolesAllowed}, on itself or on its class; a
 * method that names none is closed. Services check again.
 */
@Provider
@Priority(Priorities.AUTHORIZATION - 1) // before the container's own, which would refuse without an audit
public class Callers implements ContainerRequestFilter {

    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest request;

    private final ConcurrentMap<Method, Role> needed = new ConcurrentHashMap<>();

    /** @return who asks; {@code Door} let nobody through without */
    public static Caller of(HttpServletRequest request) {
        if (request.getAttribute(CallerAttributes.CALLER) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("a request without a caller passed the door");
    }

    @Override
    public void filter(ContainerRequestContext context) {
        Method method = resource.getResourceMethod();
        if (method != null) {
            of(request).require(needed.computeIfAbsent(method, Callers::roleOf));
        }
    }

    /**
     * @throws Refusal.Forbidden for a method that says nothing
     */
    static Role roleOf(Method method) {
        RolesAllowed roles = method.getAnnotation(RolesAllowed.class);
        if (roles == null && !method.isAnnotationPresent(DenyAll.class)) {
            roles = method.getDeclaringClass().getAnnotation(RolesAllowed.class);
        }
        if (roles == null) {
            throw new Refusal.Forbidden("Nobody may call this.");
        }
        return Arrays.stream(roles.value())
                .map(Role::valueOf)
                .min(Role::compareTo)
                .orElseThrow(() -> new Refusal.Forbidden("Nobody may call this."));
    }
}
