package org.modelyard.access.model;

import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * Who asks. The first argument of every use case: REST, console, batch and timers call the same services.
 *
 * @param organisationId internal id; every query names it
 * @param actor user name, with the token's name behind a slash where one was used: {@code admin/ci}
 * @param address where the request came from, or {@code server} for the server's own work
 * @param models that may be asked
 */
public record Caller(long organisationId, String actor, Role role, String address, ModelScope models) {

    /** One that may ask all models. */
    public Caller(long organisationId, String actor, Role role, String address) {
        this(organisationId, actor, role, address, ModelScope.ALL);
    }

    /** The server itself, working for an organisation: timers and jobs. */
    public static Caller server(long organisationId) {
        return new Caller(organisationId, "server", Role.ADMIN, "server");
    }

    /** The user's name, whichever token was used. */
    public String person() {
        return personOf(actor);
    }

    /** The user's name in an actor's. */
    public static String personOf(String actor) {
        int slash = actor.indexOf('/');
        return slash < 0 ? actor : actor.substring(0, slash);
    }

    /**
     * @throws Refusal.Forbidden unless the caller's role contains the needed one
     */
    public void require(Role needed) {
        if (!role.contains(needed)) {
            throw new Refusal.Forbidden("This needs the role " + needed + "; you have " + role + ".");
        }
    }

    /** @throws Refusal.Forbidden when somebody else would get, or has, more models than the caller is bound to */
    public void requireGiving(ModelScope given) {
        if (!given.within(models)) {
            throw new Refusal.Forbidden("You are bound to " + models + ", and cannot give " + given + ".");
        }
    }

    /**
     * For predictions, recommendations, explanations, feedback and scorings.
     *
     * @throws Refusal.Forbidden when the caller is bound to other models
     */
    public void requireModel(String model) {
        if (!models.allows(model)) {
            throw new Refusal.Forbidden("You may not ask the model '" + Texts.brief(model) + "'; you are bound to "
                    + (models.names().isEmpty() ? "no model" : models) + ".");
        }
    }
}
