package org.modelyard.access.service;

/** Under which names the door leaves what it knows, for API and console. */
public final class CallerAttributes {

    /** Request attribute that holds the {@link org.modelyard.access.model.Caller}. */
    public static final String CALLER = "org.modelyard.caller";

    /** Session attribute that holds the logged-in user's internal id. */
    public static final String USER = "org.modelyard.user";

    private CallerAttributes() {}
}
