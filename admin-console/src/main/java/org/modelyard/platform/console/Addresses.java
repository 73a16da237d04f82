package org.modelyard.platform.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stable addresses that can be sent to a colleague, e.g. {@code /console/models/intents/versions/1.2.0}: each is shown
 * by one page, with the parts of the address as its view parameters.
 */
public class Addresses extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String PART = "([^/]+)";

    /** An address, the page behind it and the names of its parts. */
    private record Route(Pattern address, String page, List<String> parameters) {

        static Route of(String address, String page, String... parameters) {
            return new Route(Pattern.compile("/console" + address.replace("*", PART)), page, List.of(parameters));
        }

        /** Whether it is asked for by its file's name, without what it is about. */
        boolean lacks(String path, HttpServletRequest request) {
            return path.equals("/console/" + page + ".xhtml")
                    && parameters.stream().anyMatch(name -> blank(request.getParameter(name)));
        }

        private static boolean blank(@Nullable String text) {
            return text == null || text.isBlank();
        }

        Optional<String> target(String path) {
            Matcher matcher = address.matcher(path);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            StringBuilder target = new StringBuilder("/console/").append(page).append(".xhtml");
            for (int i = 0; i < parameters.size(); i++) {
                target.append(i == 0 ? '?' : '&')
                        .append(parameters.get(i))
                        .append('=')
                        .append(URLEncoder.encode(matcher.group(i + 1), StandardCharsets.UTF_8));
            }
            return Optional.of(target.toString());
        }
    }

    private static final List<Route> ROUTES = List.of(
            Route.of("/?", "overview"),
            Route.of("/login", "login"),
            Route.of("/setup", "setup"),
            Route.of("/datasets", "datasets"),
            Route.of("/datasets/*", "dataset", "name"),
            Route.of("/datasets/*/lineage", "dataset-lineage", "name"),
            Route.of("/training", "training"),
            Route.of("/training/new", "training-new"),
            Route.of("/training/*", "training-job", "id"),
            Route.of("/runs", "runs"),
            Route.of("/runs/compare", "run-comparison"),
            Route.of("/runs/*", "run", "id"),
            Route.of("/models", "models"),
            Route.of("/models/compare", "versions-compare"),
            Route.of("/models/*", "model", "model"),
            Route.of("/models/*/settings", "model-settings", "model"),
            Route.of("/models/*/predict", "predict", "model"),
            Route.of("/models/*/rows", "rows", "model"),
            Route.of("/models/*/recommend", "recommend", "model"),
            Route.of("/models/*/versions/*", "version", "model", "version"),
            Route.of("/models/*/versions/*/lineage", "version-lineage", "model", "version"),
            Route.of("/models/*/versions/*/card", "version-card", "model", "version"),
            Route.of("/models/*/golden-sets/*", "golden-set", "model", "name"),
            Route.of("/versions", "versions"),
            Route.of("/text-metrics", "text-metrics"),
            Route.of("/comparisons", "comparisons"),
            Route.of("/comparisons/*", "comparison", "id"),
            Route.of("/deployments", "deployments"),
            Route.of("/deployments/*", "deployment", "id"),
            Route.of("/rollouts/*", "rollout", "id"),
            Route.of("/inferences/*", "inference", "id"),
            Route.of("/experiments", "experiments"),
            Route.of("/experiments/*", "experiment", "name"),
            Route.of("/experiments/*/try", "experiment-try", "name"),
            Route.of("/new-experiment", "experiment-new"),
            Route.of("/monitoring", "monitoring"),
            Route.of("/monitoring/reports/*", "drift-report", "id"),
            Route.of("/monitoring/alerts/*", "alert", "id"),
            Route.of("/batch", "batch"),
            Route.of("/batch/*", "batch-execution", "id"),
            Route.of("/search", "search"),
            Route.of("/audit", "audit"),
            Route.of("/upkeep", "upkeep"),
            Route.of("/administration", "administration"));

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
        if (path.equals("/")) {
            response.sendRedirect("/console");
            return;
        }
        if (path.endsWith(".xhtml")) {
            // a form is sent with what its page is about, or comes from one that was
            boolean page = request.getMethod().equals("GET");
            if (page && ROUTES.stream().anyMatch(route -> route.lacks(path, request))) {
                notFound(request, response);
            } else {
                chain.doFilter(request, response);
            }
            return;
        }
        Optional<String> target =
                ROUTES.stream().flatMap(route -> route.target(path).stream()).findFirst();
        if (target.isEmpty()) {
            notFound(request, response);
            return;
        }
        request.getRequestDispatcher(target.get()).forward(request, response);
    }

    private static void notFound(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        request.getRequestDispatcher("/console/not-found.xhtml").forward(request, response);
    }
}
