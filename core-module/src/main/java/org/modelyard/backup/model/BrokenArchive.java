package org.modelyard.backup.model;

/** An archive is not what a backup wrote: damaged, cut off or changed. Nothing of it is to be used. */
public final class BrokenArchive extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokenArchive(String what) {
        super("The archive is not a whole backup: " + what + ".");
    }

    BrokenArchive(String what, Throwable cause) {
        super("The archive is not a whole backup: " + what + ".", cause);
    }
}
