package org.modelyard.serving.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose hour, and which part of it.
 *
 * @param environmentId 0 when no environment took part
 * @param dimension empty: all of the hour; {@link #CALLERS}: by who asked
 * @param value declared, {@link Accounting#OTHER} or {@link Accounting#UNSAID}; empty as the dimension is
 * @param currency empty where no cost is known
 */
public record UsageKey(
        long organisationId,
        long modelId,
        long versionId,
        long environmentId,
        Instant hourStart,
        String dimension,
        String value,
        String currency) {

    /** Stands for who asked; blank, as no dimension can be that a model declares. */
    public static final String CALLERS = " ";

    private static final String ALL = "";

    static UsageKey of(HourKey hour, @Nullable Spent spent, String dimension, String value) {
        String currency = spent == null ? null : spent.currency();
        return new UsageKey(
                hour.organisationId(),
                hour.modelId(),
                hour.versionId(),
                hour.environmentId(),
                hour.hourStart(),
                dimension,
                value,
                currency == null ? ALL : currency);
    }

    static UsageKey of(HourKey hour, @Nullable Spent spent) {
        return of(hour, spent, ALL, ALL);
    }

    /** Another part of the same hour. */
    public UsageKey part(String otherDimension, String otherValue, String otherCurrency) {
        return new UsageKey(
                organisationId,
                modelId,
                versionId,
                environmentId,
                hourStart,
                otherDimension,
                otherValue,
                otherCurrency);
    }

    /** The same for all parts of an hour. */
    public UsageKey whole() {
        return part(ALL, ALL, ALL);
    }
}
