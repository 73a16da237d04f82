/**
 * An append-only journal on the local disk, between an answer and the database: what was appended is read again after
 * {@code kill -9}, in order and once. Owns its directory, its segments, their preallocation, syncing and recovery; knows
 * nothing of what a payload means. Refuses a directory that another process holds, files that are not its own, and
 * records beyond the reserve.
 */
@NullMarked
package org.modelyard.journal;

import org.jspecify.annotations.NullMarked;
