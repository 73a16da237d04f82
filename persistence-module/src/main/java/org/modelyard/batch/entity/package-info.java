/** The tables of batch work: leases and the owner of each execution. The JSR-352 repository's own tables are not here. */
@NullMarked
package org.modelyard.batch.entity;

import org.jspecify.annotations.NullMarked;
