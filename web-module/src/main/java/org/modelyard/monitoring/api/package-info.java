/**
 * Drift checks, drift reports, alerts and health reports over REST. Decides nothing: it reads parameters and asks the
 * services.
 */
@NullMarked
package org.modelyard.monitoring.api;

import org.jspecify.annotations.NullMarked;
