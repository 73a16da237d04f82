package org.modelyard.experiment.model;

import org.modelyard.platform.model.Refusal;

/** How far an experiment is. */
public enum ExperimentState {
    /** Nobody is assigned yet; the plan may be changed. */
    DRAFT,
    /** Units are assigned, outcomes are taken; the plan stays as it is. */
    RUNNING,
    /** Nobody is assigned any more; outcomes within the conversion window are still taken. */
    STOPPED;

    /**
     * @param name of the experiment
     * @throws Refusal.Conflict when it has been started
     */
    public void requireDraft(String name) {
        if (this != DRAFT) {
            throw new Refusal.Conflict(
                    "The experiment '" + name + "' is " + this
                            + ": it starts once, and keeps the plan that it had then. Create another one; its units are divided anew.");
        }
    }

    /**
     * @param name of the experiment
     * @throws Refusal.Conflict when it has not been started
     */
    public void requireStarted(String name) {
        if (this == DRAFT) {
            throw new Refusal.Conflict("The experiment '" + name + "' has not been started.");
        }
    }

    /**
     * @param name of the experiment
     * @throws Refusal.Conflict unless it runs
     */
    public void requireRunning(String name) {
        if (this != RUNNING) {
            throw new Refusal.Conflict("The experiment '" + name + "' is " + this + " and assigns nobody"
                    + (this == DRAFT ? ": start it." : ": show what you show without it."));
        }
    }
}
