/** JSR-352 over REST. */
@NullMarked
package org.modelyard.batch.api;

import org.jspecify.annotations.NullMarked;
