/** What clean-up and archiving read and take away, and the rows that tell of it. What may go is decided in {@code upkeep.model}. */
@NullMarked
package org.modelyard.upkeep.entity;

import org.jspecify.annotations.NullMarked;
