/**
 * What a dataset holds: its schema, parsed rows, columnar chunks and snapshots as values. Owns parsing and
 * canonical hashing; knows no database and no request.
 */
@NullMarked
package org.modelyard.dataset.model;

import org.jspecify.annotations.NullMarked;
