package org.modelyard.platform.console;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Sends a file in place of the page. */
public final class Downloads {

    private Downloads() {}

    /**
     * A file.
     *
     * @param headers besides, such as one with its hash
     */
    public record File(String name, String mediaType, long bytes, Map<String, String> headers) {}

    /** @param content is read to its end, and stays open */
    public static void send(File file, InputStream content) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext answer = faces.getExternalContext();
        try {
            answer.responseReset();
            answer.setResponseContentType(file.mediaType());
            answer.setResponseHeader("Content-Length", Long.toString(file.bytes()));
            file.headers().forEach(answer::setResponseHeader);
            answer.setResponseHeader("Content-Disposition", "attachment; filename=\"" + file.name() + "\"");
            content.transferTo(answer.getResponseOutputStream());
            faces.responseComplete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
