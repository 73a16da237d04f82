/** What measures speed: clients, server processes and the table of ratios. Ships nothing into the server. */
@NullMarked
package org.modelyard.bench;

import org.jspecify.annotations.NullMarked;
