/** Scorings of datasets on a version's page. */
@NullMarked
package org.modelyard.scoring.console;

import org.jspecify.annotations.NullMarked;
