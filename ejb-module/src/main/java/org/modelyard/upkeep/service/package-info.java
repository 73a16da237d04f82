/**
 * Clean-up of what nothing refers to and archiving of what nobody uses: planned, told of, and carried out in small
 * transactions. It never touches what serves, what an alias means or what a version that stays was made from.
 */
@NullMarked
package org.modelyard.upkeep.service;

import org.jspecify.annotations.NullMarked;
