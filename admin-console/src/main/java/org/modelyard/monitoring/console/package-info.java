/**
 * The console's pages of monitoring: health of each model, drift reports, alerts and their bell. Holds no state between
 * requests and judges nothing itself.
 */
@NullMarked
package org.modelyard.monitoring.console;

import org.jspecify.annotations.NullMarked;
