/** Backups over REST, for who keeps the server. */
@NullMarked
package org.modelyard.backup.api;

import org.jspecify.annotations.NullMarked;
