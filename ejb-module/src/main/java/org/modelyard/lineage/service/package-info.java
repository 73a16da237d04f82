/**
 * Walks from rows to versions and to what was done with them, and puts all that is known of one version into a document that can be
 * kept. Reads other features' services; owns no row and refuses to change any.
 */
@NullMarked
package org.modelyard.lineage.service;

import org.jspecify.annotations.NullMarked;
