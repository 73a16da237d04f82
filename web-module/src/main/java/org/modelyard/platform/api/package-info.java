/** The edge of the REST API: its root, its JSON, its problems and the empty endpoint. */
@NullMarked
package org.modelyard.platform.api;

import org.jspecify.annotations.NullMarked;
