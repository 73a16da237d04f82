package org.modelyard.monitoring.model;

/** Who asked for a drift check. */
public enum CheckTrigger {
    TIMER,
    REST,
    CONSOLE
}
