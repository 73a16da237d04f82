package org.modelyard.monitoring.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.model.Health.Finding;
import org.modelyard.monitoring.model.Health.Status;
import org.modelyard.stats.Proportions;

/**
 * Judges a model's health. Shares are judged by the side of Wilson's 95 % interval that speaks for the model, so that a
 * few unlucky rows ring nothing. No deployment, no traffic, and no drift report on enough rows leave the health UNKNOWN:
 * what was not looked at is not healthy. Missing feedback is said, but does not: many uses never have any.
 */
public final class HealthRules {

    static final double WARNING_ERRORS = 0.01;
    static final double CRITICAL_ERRORS = 0.05;
    static final long LEAST_JUDGED = 30;
    static final double WARNING_LOSS = 0.02;
    static final double CRITICAL_LOSS = 0.1;

    private static final double CONFIDENCE = 0.95;
    private static final double CRITICAL_COST = 0.5;
    private static final double WARNING_COST = 0.2;

    private HealthRules() {}

    public static Health judge(HealthFacts facts) {
        List<Finding> findings = new ArrayList<>();
        boolean known = traffic(facts, findings);
        if (facts.deployments() > 0) {
            known &= drift(facts.drift(), findings);
        }
        errors(facts, findings);
        alerts(facts, findings);
        accuracy(facts, findings);
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        Status status = status(findings, known);
        return new Health(status, status == Status.UNKNOWN ? null : score(findings), findings);
    }

    private static Status status(List<Finding> findings, boolean known) {
        if (count(findings, Severity.CRITICAL) > 0) {
            return Status.UNHEALTHY;
        }
        if (count(findings, Severity.WARNING) > 0) {
            return Status.DEGRADED;
        }
        return known ? Status.HEALTHY : Status.UNKNOWN;
    }

    private static double score(List<Finding> findings) {
        double cost =
                CRITICAL_COST * count(findings, Severity.CRITICAL) + WARNING_COST * count(findings, Severity.WARNING);
        return Math.max(0, 1 - cost);
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private static boolean traffic(HealthFacts facts, List<Finding> findings) {
        if (facts.deployments() == 0) {
            findings.add(new Finding(
                    Severity.INFO, "No deployment serves this model.", "Deploy a version to learn how it fares."));
            return false;
        }
        if (facts.requests() == 0) {
            findings.add(new Finding(
                    Severity.INFO,
                    "No prediction was asked for in the last 24 hours.",
                    "Check that the application calls this model and environment."));
            return false;
        }
        return true;
    }

    private static boolean drift(HealthFacts.@Nullable LastDrift drift, List<Finding> findings) {
        if (drift == null) {
            findings.add(new Finding(
                    Severity.INFO,
                    "What serves was not checked for drift yet.",
                    "Wait for the timer, or ask for a drift check."));
            return false;
        }
        Severity severity = drift.severity();
        if (severity != null) {
            findings.add(new Finding(
                    severity,
                    "The last drift report says that inputs or answers differ from the training data.",
                    "Read the report; if the change is real and lasting, retrain on newer examples."));
            return true;
        }
        if (!drift.verdict().equals("STABLE")) {
            findings.add(new Finding(
                    Severity.INFO,
                    "The last drift check saw only " + drift.rows() + (drift.rows() == 1 ? " row" : " rows")
                            + ": too few to tell.",
                    "Check a longer window."));
            return false;
        }
        return true;
    }

    private static void errors(HealthFacts facts, List<Finding> findings) {
        if (facts.requests() == 0 || facts.errors() == 0) {
            return;
        }
        double atLeast =
                Proportions.wilson(facts.errors(), facts.requests(), CONFIDENCE).low();
        if (atLeast > WARNING_ERRORS) {
            findings.add(new Finding(
                    atLeast > CRITICAL_ERRORS ? Severity.CRITICAL : Severity.WARNING,
                    facts.errors() + " of " + facts.requests() + " rows were refused or failed in the last 24 hours.",
                    "Compare what the application sends with the version's signature."));
        }
    }

    private static void alerts(HealthFacts facts, List<Finding> findings) {
        alerts(Severity.CRITICAL, facts.criticalAlerts(), findings);
        alerts(Severity.WARNING, facts.warningAlerts(), findings);
    }

    private static void alerts(Severity severity, long count, List<Finding> findings) {
        if (count > 0) {
            findings.add(new Finding(
                    severity,
                    "Open alerts of severity " + severity + ": " + count + ".",
                    "See to them, then acknowledge them."));
        }
    }

    private static void accuracy(HealthFacts facts, List<Finding> findings) {
        Double expected = facts.expectedAccuracy();
        if (expected == null || facts.deployments() == 0) {
            return;
        }
        if (facts.judged() < LEAST_JUDGED) {
            findings.add(new Finding(
                    Severity.INFO,
                    "Feedback judges " + facts.judged() + " answers of the last 24 hours; " + LEAST_JUDGED
                            + " are needed to compare the accuracy with the evaluation's.",
                    "Send feedback for a sample of the inferences."));
            return;
        }
        double atMost =
                Proportions.wilson(facts.correct(), facts.judged(), CONFIDENCE).high();
        double loss = expected - atMost;
        if (loss > WARNING_LOSS) {
            findings.add(new Finding(
                    loss > CRITICAL_LOSS ? Severity.CRITICAL : Severity.WARNING,
                    String.format(
                            Locale.ROOT,
                            "By feedback %d of %d answers were right: the accuracy is at most %.3f, at evaluation it was %.3f.",
                            facts.correct(),
                            facts.judged(),
                            atMost,
                            expected),
                    "Look at the wrong answers; retrain, or roll back to the version before."));
        }
    }
}
