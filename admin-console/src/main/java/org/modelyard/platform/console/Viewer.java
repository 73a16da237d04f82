package org.modelyard.platform.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.access.service.CallerAttributes;
import org.modelyard.access.service.OrganisationNames;

/** Who looks at the page: pages hide what the role does not allow; services refuse it all the same. */
@Named
@RequestScoped
public class Viewer {

    @Inject
    private OrganisationNames organisations;

    /**
     * @throws IllegalStateException on a page that is open to anybody
     */
    public Caller caller() {
        HttpServletRequest request = (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
        if (request.getAttribute(CallerAttributes.CALLER) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("this page has no caller");
    }

    public String getName() {
        return caller().actor();
    }

    public String getRole() {
        return caller().role().name();
    }

    public String getOrganisation() {
        return organisations.of(caller());
    }

    /** Pushes go to everybody of an organisation. */
    public String getChannel() {
        return Long.toString(caller().organisationId());
    }

    public boolean isOperator() {
        return caller().role().contains(Role.OPERATOR);
    }

    public boolean isReviewer() {
        return caller().role().contains(Role.REVIEWER);
    }

    public boolean isAdmin() {
        return caller().role().contains(Role.ADMIN);
    }
}
