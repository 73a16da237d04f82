package org.modelyard.access.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.modelyard.access.model.Role;

/** Which door leads where. What is not named here is closed. */
final class Paths {

    private static final Pattern CONSOLE_ADMIN =
            Pattern.compile("/console/(audit|administration|upkeep)(/.*)?(\\.xhtml)?");

    private Paths() {}

    /** What a path asks of its caller. */
    sealed interface Rule permits Open, Needs, Closed {}

    /** Anybody. */
    record Open() implements Rule {}

    /** A caller with at least this role. */
    record Needs(Role role) implements Rule {}

    /** Nobody: the path does not exist. */
    record Closed() implements Rule {}

    static Rule rule(HttpServletRequest request) {
        String path = path(request);
        if (isUnder(path, "/health") || isOpenConsole(path)) {
            return new Open();
        }
        if (isUnder(path, "/api/v1") || isUnder(path, "/api/docs") || isUnder(path, "/openapi")) {
            return new Needs(Role.VIEWER); // resources say more by @RolesAllowed
        }
        if (isUnder(path, "/metrics") || isUnder(path, "/jakarta.faces.push") || path.equals("/")) {
            return new Needs(Role.VIEWER);
        }
        if (isUnder(path, "/console/parts")) {
            return new Closed(); // pieces of pages
        }
        if (CONSOLE_ADMIN.matcher(path).matches()) {
            return new Needs(Role.ADMIN);
        }
        if (isUnder(path, "/console")) {
            return new Needs(Role.VIEWER);
        }
        return new Closed();
    }

    /** The console's session counts for its pages and push, and for reading the API's description. */
    static boolean takesSession(HttpServletRequest request) {
        String path = path(request);
        boolean description = isUnder(path, "/openapi") || isUnder(path, "/api/docs");
        return isUnder(path, "/console")
                || isUnder(path, "/jakarta.faces.push")
                || path.equals("/")
                || (description && isRead(request));
    }

    static boolean isApi(HttpServletRequest request) {
        String path = path(request);
        return !isUnder(path, "/console") && !path.equals("/");
    }

    static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private static boolean isOpenConsole(String path) {
        return path.equals("/console/login")
                || path.equals("/console/login.xhtml")
                || path.equals("/console/setup")
                || path.equals("/console/setup.xhtml")
                || isUnder(path, "/console/jakarta.faces.resource")
                || isUnder(path, "/jakarta.faces.resource")
                || path.equals("/favicon.ico");
    }

    /** Within the application, decoded, without path parameters: what the container itself dispatches on. */
    static String path(HttpServletRequest request) {
        return request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
    }

    private static boolean isUnder(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
