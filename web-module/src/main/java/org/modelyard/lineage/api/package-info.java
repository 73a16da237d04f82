/** Lineages and records of versions over REST. */
@NullMarked
package org.modelyard.lineage.api;

import org.jspecify.annotations.NullMarked;
