package org.modelyard.monitoring.model;

/** How much an alert matters; in rising order. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL
}
