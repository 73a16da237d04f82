/** REST of datasets. Owns media types, addresses and examples for the description; decides nothing. */
@NullMarked
package org.modelyard.dataset.api;

import org.jspecify.annotations.NullMarked;
