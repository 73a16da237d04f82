/**
 * The rows of a backup and the way of all other rows into an archive and out of it, alike for both databases. What an
 * archive looks like belongs to {@code backup.model}.
 */
@NullMarked
package org.modelyard.backup.entity;

import org.jspecify.annotations.NullMarked;
