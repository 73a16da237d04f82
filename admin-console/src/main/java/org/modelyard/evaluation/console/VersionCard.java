package org.modelyard.evaluation.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.modelyard.evaluation.service.ModelCards;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Viewer;

/** The model card of a version as a page of its own, as the API gives it, for whom the console knows. */
@Named
@RequestScoped
public class VersionCard {

    @Inject
    private ModelCards cards;

    @Inject
    private Viewer viewer;

    /** Answers with the card in place of a page. */
    public void send() {
        String html = cards.of(viewer.caller(), Links.parameter("model"), Links.parameter("version"))
                .toHtml();
        FacesContext context = FacesContext.getCurrentInstance();
        ExternalContext external = context.getExternalContext();
        external.setResponseContentType("text/html");
        external.setResponseCharacterEncoding("UTF-8");
        external.setResponseHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        try {
            external.getResponseOutputWriter().write(html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.responseComplete();
    }
}
