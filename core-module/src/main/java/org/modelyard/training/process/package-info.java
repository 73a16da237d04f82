/**
 * A fit in a process of its own: what it is ordered to do, what it says meanwhile, and the files that both sides share. Knows no
 * server and no database; who orders it watches the time.
 */
@NullMarked
package org.modelyard.training.process;

import org.jspecify.annotations.NullMarked;
