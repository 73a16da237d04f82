package org.modelyard.platform.console;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.Outage;

/** Says on the page what happened: what was refused and why, or what was done. */
public final class Notices {

    private static final System.Logger LOG = System.getLogger(Notices.class.getName());

    private Notices() {}

    /** Something that a service may refuse. */
    @FunctionalInterface
    public interface Action {
        void run();
    }

    /**
     * Carries the action out; a refusal becomes a message that keeps what was typed.
     *
     * @return whether it was done
     */
    public static boolean attempt(Action action) {
        try {
            action.run();
            return true;
        } catch (RuntimeException e) {
            Throwable cause = Outage.rootOf(e);
            if (cause instanceof Refusal refusal) {
                CDI.current().select(RefusedActions.class).get().refused(FacesContext.getCurrentInstance(), refusal);
                error(String.valueOf(refusal.getMessage()));
                return false;
            }
            if (Outage.isDatabase(e)) {
                error("The database does not answer. Nothing was changed; loaded models go on predicting. Try again.");
                return false;
            }
            if (Outage.isOverlap(e)) {
                error(
                        "Somebody else changed the same thing in the same moment. Nothing was changed here: look, and try again.");
                return false;
            }
            LOG.log(System.Logger.Level.ERROR, "an action of the console failed", e);
            throw e;
        }
    }

    public static void done(String text) {
        add(FacesMessage.SEVERITY_INFO, text);
    }

    public static void error(String text) {
        add(FacesMessage.SEVERITY_ERROR, text);
    }

    private static void add(FacesMessage.Severity severity, String text) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, text, null));
    }
}
