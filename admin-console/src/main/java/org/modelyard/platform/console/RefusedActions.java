package org.modelyard.platform.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Set;
import org.modelyard.access.model.Caller;
import org.modelyard.access.service.CallerAttributes;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Refusal;

/** Writes down what the console refused, as the REST API does: predictions and feedback keep their own log. */
@ApplicationScoped
public class RefusedActions {

    private static final System.Logger LOG = System.getLogger(RefusedActions.class.getName());
    private static final Set<String> OWN_LOG = Set.of(
            "/console/predict.xhtml", "/console/rows.xhtml", "/console/recommend.xhtml", "/console/inference.xhtml");

    @Inject
    private Audit audit;

    /** Best effort: what was refused stays refused when the audit cannot be written. */
    public void refused(FacesContext context, Refusal refusal) {
        HttpServletRequest request =
                (HttpServletRequest) context.getExternalContext().getRequest();
        boolean changing = context.isPostback();
        if (!(request.getAttribute(CallerAttributes.CALLER) instanceof Caller caller)
                || OWN_LOG.contains(request.getServletPath()) && !(refusal instanceof Refusal.Forbidden)
                || !(changing || refusal instanceof Refusal.Forbidden)) {
            return;
        }
        String asked =
                Objects.toString(request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI), request.getRequestURI());
        try {
            audit.refused(
                    caller, "request.refuse", request.getMethod() + " " + asked, String.valueOf(refusal.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a refusal of {0} at {1} could not be written: {2}", caller.actor(), asked, e);
        }
    }
}
