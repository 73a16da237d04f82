/** Who calls and what the caller may do. Owns the order of roles; refuses nothing itself but by {@code Caller.require}. */
@NullMarked
package org.modelyard.access.model;

import org.jspecify.annotations.NullMarked;
