package org.modelyard.access.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.service.FirstStart;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;

/** The page behind the one-time set-up link. */
@Named
@RequestScoped
public class SetupForm {

    @Inject
    private FirstStart firstStart;

    private @Nullable String link;
    private @Nullable String password;
    private boolean done;

    @PostConstruct
    void fromRequest() {
        link = Links.optional("link");
    }

    public boolean isUsable() {
        return link != null && firstStart.linkWorks(link);
    }

    public void save() {
        HttpServletRequest request = (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
        done = Notices.attempt(() -> firstStart.useLink(
                link == null ? "" : link, password == null ? "" : password, request.getRemoteAddr()));
    }

    public boolean isDone() {
        return done;
    }

    public @Nullable String getPassword() {
        return password;
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }
}
