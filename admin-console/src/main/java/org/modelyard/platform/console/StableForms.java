package org.modelyard.platform.console;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.component.html.HtmlForm;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Sends the forms of a page to the stable address it was asked for by, so that each of them, a refresh by push too,
 * says which object it is about, and the address bar keeps naming it. See {@link Addresses}.
 */
public class StableForms extends ViewHandlerWrapper {

    static final String MULTIPART = "multipart/form-data";

    public StableForms(ViewHandler wrapped) {
        super(wrapped);
    }

    @Override
    public String getActionURL(FacesContext context, String viewId) {
        UIViewRoot shown = context.getViewRoot();
        String page = super.getActionURL(context, viewId);
        return shown != null && viewId.equals(shown.getViewId()) ? requested(context, page) : page;
    }

    /**
     * The address in the browser, with its query.
     *
     * @param page what the server shows it by
     */
    static String requested(FacesContext context, String page) {
        HttpServletRequest request =
                (HttpServletRequest) context.getExternalContext().getRequest();
        boolean forwarded = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) != null;
        return forwarded && !uploads(context)
                ? with(String.valueOf(request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI)), (String)
                        request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING))
                : with(page, request.getQueryString());
    }

    /** The container reads an upload's parts for the servlet that is asked, not for the one it is forwarded to. */
    private static boolean uploads(FacesContext context) {
        return UIComponent.getCurrentComponent(context) instanceof HtmlForm form && MULTIPART.equals(form.getEnctype());
    }

    private static String with(String address, @Nullable String query) {
        return query == null ? address : address + "?" + query;
    }
}
