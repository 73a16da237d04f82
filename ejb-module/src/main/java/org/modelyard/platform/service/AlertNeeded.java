package org.modelyard.platform.service;

import org.modelyard.monitoring.model.Severity;

/**
 * Something happened that a person should know of. Any feature fires it, at any rate and from any thread; monitoring
 * makes an alert of it in a transaction of its own, so that it stays though the firing transaction rolls back. The same
 * organisation, kind and subject is the same cause: it gives one alert until its cool-down is over.
 *
 * @param kind upper case, e.g. {@code JOURNAL_FULL}, {@code ARTIFACT_CORRUPT}; at most 40 characters
 * @param subject what it is about, as in the audit: {@code model/churn}; {@link #SERVER} for what concerns every model
 * @param title one line
 * @param detail what was seen, and what to do
 */
public record AlertNeeded(
        long organisationId, Severity severity, String kind, String subject, String title, String detail) {

    /** Subject of what concerns every model. */
    public static final String SERVER = "server";
}
