/** The append-only record of changes and refusals. Nothing here is ever updated. */
@NullMarked
package org.modelyard.audit.entity;

import org.jspecify.annotations.NullMarked;
