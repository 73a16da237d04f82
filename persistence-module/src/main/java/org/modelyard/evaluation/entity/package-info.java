/** Evaluations and comparisons that somebody asked for, as rows: what was asked, how far it is, what came of it. */
@NullMarked
package org.modelyard.evaluation.entity;

import org.jspecify.annotations.NullMarked;
