/** Runs trained elsewhere over REST. */
@NullMarked
package org.modelyard.run.api;

import org.jspecify.annotations.NullMarked;
