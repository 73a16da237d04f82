/** Backups in the console. */
@NullMarked
package org.modelyard.backup.console;

import org.jspecify.annotations.NullMarked;
