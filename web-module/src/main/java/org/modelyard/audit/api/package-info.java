/** The audit over REST. */
@NullMarked
package org.modelyard.audit.api;

import org.jspecify.annotations.NullMarked;
