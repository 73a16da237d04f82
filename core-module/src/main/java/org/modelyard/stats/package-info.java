/**
 * Tests, intervals and distances on arrays. Each function states its convention, and each test the error rate that it
 * holds. Refuses to guess: what is undefined is NaN, never 0; random numbers come from the seed that the caller gives.
 */
@NullMarked
package org.modelyard.stats;

import org.jspecify.annotations.NullMarked;
