package org.modelyard.access.api;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.access.service.CallerAttributes;
import org.modelyard.access.service.Directory;

/**
 * The one mechanism: a bearer token anywhere, or the console's session where the path takes it. It says who calls;
 * {@link Door} decides what they may see.
 */
@ApplicationScoped
@DeclareRoles({"VIEWER", "REVIEWER", "OPERATOR", "ADMIN"})
public class Authentication implements HttpAuthenticationMechanism {

    private static final String BEARER = "Bearer ";

    @Inject
    private Directory directory;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Optional<Caller> caller = caller(request);
        if (caller.isEmpty()) {
            return context.doNothing();
        }
        request.setAttribute(CallerAttributes.CALLER, caller.get());
        return context.notifyContainerAboutLogin(caller.get().actor(), roles(caller.get()));
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        String header = request.getHeader("Authorization");
        if (header != null) {
            return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? directory.byToken(header.substring(BEARER.length()).strip(), address)
                    : Optional.empty();
        }
        if (!Paths.takesSession(request)) {
            return Optional.empty();
        }
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(CallerAttributes.USER) instanceof Long user
                ? directory.byUser(user, address)
                : Optional.empty();
    }

    private static Set<String> roles(Caller caller) {
        return caller.role().contained().stream().map(Role::name).collect(Collectors.toSet());
    }
}
