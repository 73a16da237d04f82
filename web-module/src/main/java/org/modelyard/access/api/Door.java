package org.modelyard.access.api;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.modelyard.access.model.Caller;
import org.modelyard.access.service.CallerAttributes;
import org.modelyard.platform.api.Problem;
import org.modelyard.platform.api.RefusalAudit;

/**
 * The first filter on every path: nobody passes unless {@link Paths} says so. Console pages redirect to the log-in,
 * everything else answers with a problem. A changing request that a browser sends from another site is refused.
 */
public class Door extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient RefusalAudit audit;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        headers(response);
        Paths.Rule rule = Paths.rule(request);
        if (rule instanceof Paths.Closed) {
            Problem.of(404, "There is nothing at this address.", request.getRequestURI())
                    .send(response);
        } else if (fromAnotherSite(request)) {
            Problem.of(403, "This request comes from another site's page.", request.getRequestURI())
                    .send(response);
        } else if (rule instanceof Paths.Needs needs && !admits(needs, request, response)) {
            return;
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean admits(Paths.Needs needs, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!(request.getAttribute(CallerAttributes.CALLER) instanceof Caller caller)) {
            anonymous(request, response);
            return false;
        }
        if (!caller.role().contains(needs.role())) {
            String detail = "This needs the role " + needs.role() + "; you have " + caller.role() + ".";
            audit.refused(caller, request.getMethod() + " " + Paths.path(request), detail);
            Problem.of(403, detail, request.getRequestURI()).send(response);
            return false;
        }
        return true;
    }

    private void anonymous(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Paths.isApi(request)) {
            audit.anonymous(request.getRemoteAddr(), request.getMethod() + " " + Paths.path(request));
            response.setHeader("WWW-Authenticate", "Bearer realm=\"modelyard\"");
            Problem.of(401, "Send 'Authorization: Bearer <token>' with a valid token.", request.getRequestURI())
                    .send(response);
        } else if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
            partialRedirect(response);
        } else {
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            String target = URLEncoder.encode(Paths.path(request) + query, StandardCharsets.UTF_8);
            response.sendRedirect("/console/login" + (Paths.isRead(request) ? "?to=" + target : ""));
        }
    }

    /** What Faces' own script understands: an ended session leads to the log-in page. */
    private static void partialRedirect(HttpServletResponse response) throws IOException {
        response.setContentType("text/xml;charset=UTF-8");
        response.getWriter()
                .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response>"
                        + "<redirect url=\"/console/login\"></redirect></partial-response>");
    }

    /** Tokens are no cookies, so only the session needs this; Faces' own view state is the second guard. */
    private static boolean fromAnotherSite(HttpServletRequest request) {
        if (Paths.isRead(request) || !Paths.takesSession(request)) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !List.of("same-origin", "none").contains(site)) {
            return true;
        }
        String origin = request.getHeader("Origin");
        return origin != null && !sameHost(origin, request.getHeader("Host"));
    }

    private static boolean sameHost(String origin, @org.jspecify.annotations.Nullable String host) {
        try {
            return Objects.equals(URI.create(origin).getAuthority(), host);
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }

    private static void headers(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
    }
}
