/** Training jobs as rows: what was asked, how far it is, what came of it. Owns the job's state machine. */
@NullMarked
package org.modelyard.training.entity;

import org.jspecify.annotations.NullMarked;
