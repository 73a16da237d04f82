package org.modelyard.platform.console;

import jakarta.el.ELException;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.PhaseId;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.UUID;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Outage;

/** A fault on a page leads to a page that says what happened and what to do; never to a stack trace. */
public class FaultPages extends ExceptionHandlerFactory {

    public FaultPages(ExceptionHandlerFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return new Handler(getWrapped().getExceptionHandler());
    }

    private static final class Handler extends ExceptionHandlerWrapper {

        private static final System.Logger LOG = System.getLogger(FaultPages.class.getName());

        Handler(ExceptionHandler wrapped) {
            super(wrapped);
        }

        @Override
        public void handle() throws FacesException {
            Iterator<ExceptionQueuedEvent> events =
                    getUnhandledExceptionQueuedEvents().iterator();
            if (events.hasNext()) {
                Throwable thrown = events.next().getContext().getException();
                events.remove();
                show(FacesContext.getCurrentInstance(), thrown);
            }
            getWrapped().handle();
        }

        private static void show(FacesContext context, Throwable thrown) {
            ExternalContext external = context.getExternalContext();
            Throwable cause = Outage.rootOf(unwrapped(thrown));
            try {
                if (cause instanceof ViewExpiredException expired) {
                    external.redirect(StableForms.requested(context, String.valueOf(expired.getViewId())));
                } else if (cause instanceof Refusal.NotFound missing) {
                    external.redirect("/console/not-found.xhtml?what="
                            + URLEncoder.encode(String.valueOf(missing.getMessage()), StandardCharsets.UTF_8));
                } else if (cause instanceof Refusal refusal) {
                    CDI.current().select(RefusedActions.class).get().refused(context, refusal);
                    external.redirect("/console/fault.xhtml?what="
                            + URLEncoder.encode(String.valueOf(refusal.getMessage()), StandardCharsets.UTF_8));
                } else if (cause instanceof ServletException && fileless(context)) {
                    refuse(external);
                } else if (Outage.isDatabase(thrown)) {
                    external.redirect("/console/fault.xhtml?database=away");
                } else {
                    String incident = UUID.randomUUID().toString();
                    LOG.log(System.Logger.Level.ERROR, "incident " + incident + " in the console", thrown);
                    external.redirect("/console/fault.xhtml?incident=" + incident);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            context.responseComplete();
        }

        /** Whether a form was read that has a place for a file, and was not sent as one that has: no browser does so. */
        private static boolean fileless(FacesContext context) {
            String type = context.getExternalContext().getRequestContentType();
            return context.getCurrentPhaseId() == PhaseId.APPLY_REQUEST_VALUES
                    && (type == null || !type.toLowerCase(Locale.ROOT).startsWith(StableForms.MULTIPART));
        }

        private static void refuse(ExternalContext external) throws IOException {
            external.setResponseStatus(HttpServletResponse.SC_BAD_REQUEST);
            external.setResponseContentType("text/plain");
            external.setResponseCharacterEncoding(StandardCharsets.UTF_8.name());
            external.getResponseOutputWriter()
                    .write("This form has a place for a file and is sent as " + StableForms.MULTIPART
                            + ". Nothing was changed.\n");
        }

        private static Throwable unwrapped(Throwable thrown) {
            Throwable cause = thrown;
            while ((cause instanceof FacesException || cause instanceof ELException) && cause.getCause() != null) {
                cause = cause.getCause();
            }
            return cause;
        }
    }
}
