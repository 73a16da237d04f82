/**
 * Drift checks, their reports and charts, and alerts as rows. They own their state machines: a check that is complete
 * stays so, and one cause has one open alert. Refuses to count anything: the hourly histograms belong to serving.
 */
@NullMarked
package org.modelyard.monitoring.entity;

import org.jspecify.annotations.NullMarked;
