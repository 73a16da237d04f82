/** The database as every feature sees it: data sources, epochs, leases and idempotency keys. */
@NullMarked
package org.modelyard.platform.entity;

import org.jspecify.annotations.NullMarked;
