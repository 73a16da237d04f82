package org.modelyard.backup.service;

/** The start ends here, with a reason for the log. */
final class NotRestored extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotRestored(String why) {
        super("Nothing is restored and the server does not start: " + why);
    }
}
