/**
 * Value types that every feature shares: refusals, pages, identifiers and names. Owns no feature's rules and knows no
 * HTTP, no database and no clock.
 */
@NullMarked
package org.modelyard.platform.model;

import org.jspecify.annotations.NullMarked;
