/**
 * Drift checks, alerts and health: asks serving for what was served and the registry for what it is compared with, never
 * the reverse. Refuses to scan the inference log; others raise alerts by the event
 * {@link org.modelyard.platform.service.AlertNeeded}.
 */
@NullMarked
package org.modelyard.monitoring.service;

import org.jspecify.annotations.NullMarked;
