package org.modelyard.monitoring.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to check; all may be left out.
 *
 * @param environment default the only one where the model serves, else production
 * @param since begin of the window, taken down to the hour; default the configured window
 * @param lastInferences instead of since: whole hours back until they hold so many rows
 */
public record DriftCheckRequest(@Nullable String environment, @Nullable Instant since, @Nullable Long lastInferences) {}
