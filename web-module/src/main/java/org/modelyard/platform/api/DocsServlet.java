package org.modelyard.platform.api;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Swagger UI over {@code /openapi}, from the server itself: no other host is asked. Serves a fixed set of files. */
@WebServlet({"/api/docs", "/api/docs/*"})
public class DocsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String CONTENT_SECURITY = "default-src 'none'; script-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self' data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String OWN = "/org/modelyard/platform/api/docs";
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/" + version();
    private static final String HTML = "text/html;charset=UTF-8";
    private static final String SCRIPT = "text/javascript;charset=UTF-8";

    private static final Map<String, Asset> ASSETS = Map.of(
            "/", new Asset(OWN + "/index.html", HTML),
            "/index.html", new Asset(OWN + "/index.html", HTML),
            "/start.js", new Asset(OWN + "/start.js", SCRIPT),
            "/swagger-ui-bundle.js", new Asset(WEBJAR + "/swagger-ui-bundle.js", SCRIPT),
            "/swagger-ui.css", new Asset(WEBJAR + "/swagger-ui.css", "text/css;charset=UTF-8"),
            "/favicon-32x32.png", new Asset(WEBJAR + "/favicon-32x32.png", "image/png"));

    private record Asset(String resource, String type) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        @Nullable String path = request.getPathInfo();
        if (path == null) {
            response.sendRedirect("/api/docs/"); // so that relative addresses lead below it
            return;
        }
        Asset asset = ASSETS.get(path);
        if (asset == null) {
            Problem.of(404, "There is nothing at this address.", request.getRequestURI())
                    .send(response);
            return;
        }
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY);
        response.setHeader("Cache-Control", "private, max-age=3600");
        response.setContentType(asset.type());
        try (InputStream content = open(asset.resource())) {
            content.transferTo(response.getOutputStream());
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream content = DocsServlet.class.getResourceAsStream(resource);
        if (content == null) {
            throw new IOException("not packaged: " + resource);
        }
        return content;
    }

    /** The WebJar's folder carries its version, which its Maven descriptor tells. */
    private static String version() {
        try (InputStream content = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            Properties properties = new Properties();
            properties.load(content);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException("swagger-ui is not packaged", e);
        }
    }
}
