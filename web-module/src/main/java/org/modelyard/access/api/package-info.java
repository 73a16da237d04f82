/** The door: one authentication mechanism for API and console, and the REST of users and tokens. */
@NullMarked
package org.modelyard.access.api;

import org.jspecify.annotations.NullMarked;
