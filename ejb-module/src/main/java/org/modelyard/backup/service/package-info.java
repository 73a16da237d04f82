/**
 * Backups of the whole server while it runs, and the restore of one at the start of an empty one. What else is kept of
 * rows and files, and for how long, belongs to {@code upkeep}.
 */
@NullMarked
package org.modelyard.backup.service;

import org.jspecify.annotations.NullMarked;
