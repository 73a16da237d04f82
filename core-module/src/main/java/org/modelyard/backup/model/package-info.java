/**
 * The form of a backup: one archive of tables and artifacts whose every byte is hashed. It is written as a stream and
 * verified before it is believed; where rows come from and go to it does not know.
 */
@NullMarked
package org.modelyard.backup.model;

import org.jspecify.annotations.NullMarked;
