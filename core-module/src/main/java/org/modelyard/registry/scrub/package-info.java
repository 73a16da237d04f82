/**
 * Looking at everything that is stored, before somebody needs it. Owns how files are read for that: at a pace that leaves the rest of the
 * server alone, telling what each of them is worth; repairs nothing.
 */
@NullMarked
package org.modelyard.registry.scrub;

import org.jspecify.annotations.NullMarked;
