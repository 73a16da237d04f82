package org.modelyard.access.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.service.CallerAttributes;
import org.modelyard.access.service.LogIn;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;

/** The log-in page, and the way out. */
@Named
@RequestScoped
public class LogInForm {

    @Inject
    private LogIn logIn;

    private @Nullable String name;
    private @Nullable String password;
    private @Nullable String to;

    @PostConstruct
    void fromRequest() {
        to = Links.optional("to");
    }

    /** A session of its own from here on: what an attacker may have planted before is gone. */
    public void enter() {
        Notices.attempt(() -> {
            HttpServletRequest request = request();
            Optional<Long> user = logIn.logIn(text(name), text(password), request.getRemoteAddr());
            if (user.isEmpty()) {
                Notices.error("Name and password do not fit.");
                return;
            }
            HttpSession old = request.getSession(false);
            if (old != null) {
                old.invalidate();
            }
            request.getSession(true).setAttribute(CallerAttributes.USER, user.get());
            redirect(target(to));
        });
    }

    public void leave() {
        external().invalidateSession();
        redirect("/console/login");
    }

    /** Only back into the console: an address of another site is no target. */
    static String target(@Nullable String to) {
        return to != null && to.startsWith("/console") && !to.startsWith("//") && !to.contains("\\") ? to : "/console";
    }

    private static void redirect(String path) {
        try {
            external().redirect(path);
            FacesContext.getCurrentInstance().responseComplete();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ExternalContext external() {
        return FacesContext.getCurrentInstance().getExternalContext();
    }

    private static HttpServletRequest request() {
        return (HttpServletRequest) external().getRequest();
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable String getPassword() {
        return password;
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }
}
