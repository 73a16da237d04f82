/**
 * What came of what, as a graph: from rows to versions and to what was done with them. Says how far it was looked at; refuses to
 * walk without bounds.
 */
@NullMarked
package org.modelyard.lineage.model;

import org.jspecify.annotations.NullMarked;
