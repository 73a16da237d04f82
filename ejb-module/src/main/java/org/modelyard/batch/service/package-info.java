/**
 * JSR-352 as an interface of its own: jobs, executions, leases and the recovery of what a dead process left behind. What
 * a job does belongs to its feature.
 */
@NullMarked
package org.modelyard.batch.service;

import org.jspecify.annotations.NullMarked;
