/** The linear model: its weights, and how a row is answered from them. Does not learn and does not parse. */
@NullMarked
package org.modelyard.ml.linear;

import org.jspecify.annotations.NullMarked;
