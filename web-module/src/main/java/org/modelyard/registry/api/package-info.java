/** Models, versions and artifacts over REST. */
@NullMarked
package org.modelyard.registry.api;

import org.jspecify.annotations.NullMarked;
