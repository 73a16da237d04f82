/**
 * What serves, what was answered and what became of it: environments, deployments, the inference log for reading, hourly
 * counts and feedback. The log itself is written by multi-row statements and never through an entity.
 */
@NullMarked
package org.modelyard.serving.entity;

import org.jspecify.annotations.NullMarked;
