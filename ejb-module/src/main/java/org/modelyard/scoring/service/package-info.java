/** Versions asked about whole datasets: as batch jobs in parts, which go on where they were. */
@NullMarked
package org.modelyard.scoring.service;

import org.jspecify.annotations.NullMarked;
