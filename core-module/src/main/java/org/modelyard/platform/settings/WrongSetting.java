package org.modelyard.platform.settings;

/** A value that may not be: the start stops with this one line. */
public final class WrongSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String line;

    public WrongSetting(String key, String value, String allowed) {
        this("Wrong setting: " + key + " is '" + value + "'; allowed: " + allowed + ".");
    }

    private WrongSetting(String line) {
        super(line);
        this.line = line;
    }

    /** Key, value and what is allowed, in one line. */
    public String line() {
        return line;
    }
}
