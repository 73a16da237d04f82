package org.modelyard.platform.console;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.settings.ServingSettings;
import org.modelyard.registry.service.ImportSize;

/**
 * What a page may be sent as a form with a file, by the length that the request declares: the container writes the file to the disk before the page
 * can look at it, and one that is refused afterwards has filled the disk already.
 */
public class UploadBounds extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** For the form's other fields, and what stands around the file. */
    private static final long FIELDS = 1L << 20;

    /** As the servlet's own bound, see web-fragment.xml. */
    private static final long LARGEST = 2L << 30;

    @Inject
    private transient ServingSettings serving;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!uploads(request.getContentType())) {
            chain.doFilter(request, response);
            return;
        }
        long bytes = request.getContentLengthLong();
        long most = most(request.getServletPath());
        if (bytes < 0) {
            refuse(
                    response,
                    HttpServletResponse.SC_LENGTH_REQUIRED,
                    "A form with a file is sent with its length (Content-Length), as browsers do.");
        } else if (bytes > most) {
            refuse(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "What is sent to this page has at most " + most + " bytes; this has " + bytes + ".");
        } else {
            chain.doFilter(request, response);
        }
    }

    static boolean uploads(@Nullable String contentType) {
        return Optional.ofNullable(contentType)
                .filter(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/"))
                .isPresent();
    }

    /** Bytes of a whole request; pages without a place for a file have their fields alone. */
    private long most(String page) {
        return switch (page.substring(page.lastIndexOf('/') + 1)) {
            case "rows.xhtml", "recommend.xhtml" -> Math.min(LARGEST, serving.maxBody() + FIELDS);
            case "model.xhtml" -> Math.min(LARGEST, ImportSize.most() + FIELDS);
            case "dataset.xhtml", "version.xhtml", "text-metrics.xhtml" -> LARGEST;
            default -> FIELDS;
        };
    }

    private static void refuse(HttpServletResponse response, int status, String words) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(words + " Nothing was changed.\n");
    }
}
