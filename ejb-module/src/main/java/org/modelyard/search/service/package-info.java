/** One search over everything that has a name or an id. */
@NullMarked
package org.modelyard.search.service;

import org.jspecify.annotations.NullMarked;
