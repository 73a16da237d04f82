/** What is known of batch work without a container: leases, job parameters. It starts nothing and stores nothing. */
@NullMarked
package org.modelyard.batch.model;

import org.jspecify.annotations.NullMarked;
