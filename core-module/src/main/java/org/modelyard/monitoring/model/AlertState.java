package org.modelyard.monitoring.model;

/** Whether somebody has seen to an alert. */
public enum AlertState {
    OPEN,
    ACKNOWLEDGED
}
