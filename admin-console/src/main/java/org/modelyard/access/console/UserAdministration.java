package org.modelyard.access.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Role;
import org.modelyard.access.service.UserAccounts;
import org.modelyard.access.service.UserView;
import org.modelyard.platform.console.Links;
import org.modelyard.platform.console.Notices;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;

/** Users of the organisation: a new one, another role, another password, in and out of service. */
@Named
@RequestScoped
public class UserAdministration {

    private static final String HOME = "/console/administration";

    @Inject
    private UserAccounts users;

    @Inject
    private Viewer viewer;

    private @Nullable String chosen;
    private @Nullable String cursor;
    private @Nullable UserView user;
    private @Nullable Page<UserView> page;
    private @Nullable String name;
    private Role role = Role.VIEWER;
    private @Nullable Role newRole;
    private @Nullable String password;
    private @Nullable String newPassword;
    private @Nullable String models;
    private @Nullable String newModels;
    private boolean refused;

    @PostConstruct
    void fromRequest() {
        chosen = Links.optional("user");
        cursor = Links.optional("users");
    }

    public void load() {
        page = users.list(viewer.caller(), PageRequest.of(null, cursor));
        user = chosen == null || chosen.isBlank() ? null : users.get(viewer.caller(), chosen);
    }

    public void create() {
        refused = !act(() -> {
            UserView made = users.create(
                    viewer.caller(), new UserAccounts.NewUser(name == null ? "" : name, role, password, names(models)));
            Notices.done("User " + made.name() + " has the role " + made.role() + ".");
        });
    }

    public void changeRole() {
        change(new UserAccounts.UserChange(newRole, null, null), "Role changed; it counts from the next request.");
    }

    public void changePassword() {
        if (newPassword == null) {
            Notices.error("Type the new password first.");
            return;
        }
        change(new UserAccounts.UserChange(null, null, newPassword), "The new password counts from now.");
    }

    public void changeModels() {
        change(
                new UserAccounts.UserChange(null, null, null, names(newModels)),
                "The models that may be asked count from the next request.");
    }

    /** As a form takes them: with commas, spaces or lines between. */
    static List<@Nullable String> names(@Nullable String typed) {
        return typed == null || typed.isBlank()
                ? List.of()
                : List.of(typed.strip().split("[,\\s]+"));
    }

    public void deactivate() {
        change(new UserAccounts.UserChange(null, false, null), "Out of service; reactivate to undo.");
    }

    public void reactivate() {
        change(new UserAccounts.UserChange(null, true, null), "In service again.");
    }

    private void change(UserAccounts.UserChange change, String done) {
        act(() -> {
            UserView changed = users.change(viewer.caller(), String.valueOf(chosen), change, null);
            Notices.done(changed.name() + ": " + done);
        });
    }

    /** A refusal keeps what was typed. */
    private static boolean act(Notices.Action action) {
        boolean done = Notices.attempt(action);
        if (done) {
            Links.go(HOME);
        }
        return done;
    }

    /** Whether the form for a new user stays open, with what was typed. */
    public boolean isRefused() {
        return refused;
    }

    /** Whether the form of one user is there; also before it is read, so that a posted button counts. */
    public boolean isChanging() {
        return user != null || page == null;
    }

    public Role[] getRoles() {
        return Role.values();
    }

    public @Nullable Page<UserView> getPage() {
        return page;
    }

    /** The one that the address names; null for none. */
    public @Nullable UserView getUser() {
        return user;
    }

    public @Nullable String getChosen() {
        return chosen;
    }

    public @Nullable String getCursor() {
        return cursor;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public Role getRole() {
        return role;
    }

    public void setRole(Role role) {
        this.role = role;
    }

    /** Of the chosen user; before a choice was made, the present one. */
    public @Nullable Role getNewRole() {
        return newRole == null && user != null ? user.role() : newRole;
    }

    public void setNewRole(@Nullable Role newRole) {
        this.newRole = newRole;
    }

    /** Names that a new user may ask, with commas between; empty for all. */
    public @Nullable String getModels() {
        return models;
    }

    public void setModels(@Nullable String models) {
        this.models = models;
    }

    /** Of the chosen user; before something was typed, the present ones. */
    public @Nullable String getNewModels() {
        return newModels == null && user != null ? String.join(", ", user.models()) : newModels;
    }

    public void setNewModels(@Nullable String newModels) {
        this.newModels = newModels;
    }

    public @Nullable String getPassword() {
        return password;
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    public @Nullable String getNewPassword() {
        return newPassword;
    }

    public void setNewPassword(@Nullable String newPassword) {
        this.newPassword = newPassword;
    }
}
